using Wackamole.Linux.Native;
using Wackamole.Linux.Netlink;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// Attaches programs as filters of a clsact queueing discipline (rtnetlink(7)), for kernels before
/// 6.6. They stay when this process ends. For one thread at a time.
/// </summary>
internal sealed class FilterSocket : IDisposable
{
    private readonly NetlinkConnection _connection = NetlinkConnection.Open(0, waits: true);

    private delegate void RequestWriter(ref NetlinkWriter writer, uint sequence);

    /// <summary>Attaches a program, in the place of one that has the same handle.</summary>
    public SystemFault? Attach(
        BpfProgram program, int interfaceIndex, TrafficDirection direction, uint handle)
    {
        var action = $"attach to interface {interfaceIndex}";
        var fault = Do(action, (ref NetlinkWriter writer, uint sequence) =>
            FilterCodec.WriteNewClsact(ref writer, interfaceIndex, sequence));
        return fault is not null && fault.Errno != ErrorNumber.EEXIST ? fault
            : Do(action, (ref NetlinkWriter writer, uint sequence) =>
                FilterCodec.WriteNewFilter(ref writer, interfaceIndex, direction, handle,
                    program.Descriptor, sequence));
    }

    /// <summary>Takes a program off; null where it is gone, also if it was not there.</summary>
    public SystemFault? Detach(int interfaceIndex, TrafficDirection direction, uint handle)
    {
        var fault = Do($"detach from interface {interfaceIndex}",
            (ref NetlinkWriter writer, uint sequence) => FilterCodec.WriteDeleteFilter(
                ref writer, interfaceIndex, direction, handle, sequence));
        return fault?.Errno is ErrorNumber.ENOENT or ErrorNumber.EINVAL or ErrorNumber.ENODEV
            ? null : fault;
    }

    /// <summary>The id of the program that is attached with this handle; null for none.</summary>
    public uint? FindProgram(int interfaceIndex, TrafficDirection direction, uint handle)
    {
        uint? found = null;
        _ = NetlinkRequests.Dump(_connection, $"list the filters of interface {interfaceIndex}",
            (ref NetlinkWriter writer, uint sequence) =>
                FilterCodec.WriteDump(ref writer, interfaceIndex, direction, sequence),
            () => found = null,
            (in NetlinkMessage message) =>
            {
                var refusal = FilterCodec.TryParse(message.Body, out var listed, out var program);
                found = refusal == NetlinkRefusal.None && listed == handle ? program : found;
                return refusal;
            });
        return found;
    }

    public void Dispose() => _connection.Dispose();

    private SystemFault? Do(string action, RequestWriter write)
    {
        var sequence = _connection.TakeSequences(1);
        Span<byte> request = stackalloc byte[FilterCodec.MaxRequestBytes];
        var writer = new NetlinkWriter(request);
        write(ref writer, sequence);
        var errno = _connection.Send(request[..writer.Length]);
        if (errno != 0)
        {
            return new SystemFault(action, errno);
        }

        Span<Acknowledgement> verdict = [default];
        NetlinkRequests.Collect(_connection, sequence, verdict);
        return verdict[0].Errno == 0 ? null
            : new SystemFault(action, verdict[0].Errno, NetlinkRequests.Words(verdict[0]));
    }
}
