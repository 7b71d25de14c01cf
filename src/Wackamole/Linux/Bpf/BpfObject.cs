using System.Text;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// What every map, program and link has: a descriptor, an id, and a path under which it can be
/// pinned, so that it outlives this process.
/// </summary>
internal static unsafe class BpfObject
{
    private const string Remedy = "run as root, or grant CAP_BPF and CAP_NET_ADMIN";

    /// <summary>The fault of the last call of bpf(2), with what to do about it.</summary>
    public static SystemFaultException LastFault(string action)
    {
        var errno = ErrorNumber.Last;
        return new SystemFaultException(
            errno, action, errno == ErrorNumber.EPERM ? Remedy : null);
    }

    /// <exception cref="SystemFaultException">The kernel says no.</exception>
    public static DescriptorHandle Own(int descriptor, string action) => descriptor < 0
        ? throw LastFault(action) : new DescriptorHandle(descriptor, action);

    public static uint NumberOf(DescriptorHandle handle) => (uint)handle.DangerousGetHandle();

    /// <summary>What the kernel says of it now.</summary>
    /// <exception cref="SystemFaultException">It says nothing.</exception>
    public static BpfAttributes.Info InfoOf(DescriptorHandle handle)
    {
        BpfAttributes.Info info = default;
        var request = new BpfAttributes.InfoRequest
        {
            Object = NumberOf(handle),
            InfoBytes = (uint)sizeof(BpfAttributes.Info),
            Info = (ulong)&info,
        };
        return BpfCalls.Bpf(BpfCalls.BPF_OBJ_GET_INFO_BY_FD, ref request) == 0
            ? info : throw LastFault("read back a part of the fence");
    }

    /// <exception cref="SystemFaultException">Not pinned: the path exists, or cannot.</exception>
    public static void Pin(DescriptorHandle handle, string path)
    {
        fixed (byte* bytes = Text(path))
        {
            var request = new BpfAttributes.Pin
            {
                Path = (ulong)bytes,
                Object = NumberOf(handle),
            };
            if (BpfCalls.Bpf(BpfCalls.BPF_OBJ_PIN, ref request) != 0)
            {
                throw LastFault($"pin {path}");
            }
        }
    }

    /// <exception cref="SystemFaultException">There is nothing pinned, or not for us.</exception>
    public static DescriptorHandle Open(string path)
    {
        fixed (byte* bytes = Text(path))
        {
            var request = new BpfAttributes.Pin { Path = (ulong)bytes };
            return Own(BpfCalls.Bpf(BpfCalls.BPF_OBJ_GET, ref request), $"open {path}");
        }
    }

    /// <summary>Writes an object's name, cut to what the kernel takes.</summary>
    public static void PutName(byte* place, string name) => Encoding.ASCII.GetBytes(
        name.AsSpan(0, Math.Min(name.Length, BpfCalls.NameBytes - 1)),
        new Span<byte>(place, BpfCalls.NameBytes));

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');
}
