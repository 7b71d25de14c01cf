using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// What holds a program at one direction of an interface (tcx, Linux 6.6). It lives as long as
/// this descriptor or its pin does.
/// </summary>
internal sealed unsafe class BpfLink : IDisposable
{
    private const int MostLinks = 64;

    private readonly DescriptorHandle _handle;

    private BpfLink(DescriptorHandle handle) => _handle = handle;

    /// <summary>The kernel's number of it.</summary>
    public uint Id => BpfObject.InfoOf(_handle).Id;

    public uint ProgramId => BpfObject.InfoOf(_handle).ProgramId;

    /// <summary>Where it is attached; 0 for nowhere any more.</summary>
    public int InterfaceIndex => (int)BpfObject.InfoOf(_handle).InterfaceIndex;

    /// <summary>Attaches a program before all others of that direction.</summary>
    /// <exception cref="SystemFaultException">
    /// Refused; with EINVAL by a kernel before 6.6, which knows no such links.
    /// </exception>
    public static BpfLink Attach(
        BpfProgram program, int interfaceIndex, TrafficDirection direction)
    {
        var request = new BpfAttributes.LinkCreate
        {
            Program = (uint)program.Descriptor,
            InterfaceIndex = (uint)interfaceIndex,
            AttachType = TypeOf(direction),
            Flags = BpfCalls.BPF_F_BEFORE,
        };
        return new BpfLink(BpfObject.Own(
            BpfCalls.Bpf(BpfCalls.BPF_LINK_CREATE, ref request),
            $"attach to interface {interfaceIndex}"));
    }

    /// <summary>The link that is pinned at a path.</summary>
    /// <exception cref="SystemFaultException">None is, or not for us.</exception>
    public static BpfLink Open(string path) => new(BpfObject.Open(path));

    /// <exception cref="SystemFaultException">Not pinned.</exception>
    public void Pin(string path) => BpfObject.Pin(_handle, path);

    /// <summary>Takes the program off, whoever else holds the link.</summary>
    public SystemFault? Detach()
    {
        var request = new BpfAttributes.LinkDetach { Link = BpfObject.NumberOf(_handle) };
        return BpfCalls.Bpf(BpfCalls.BPF_LINK_DETACH, ref request) == 0 ? null
            : new SystemFault("detach a program", ErrorNumber.Last);
    }

    /// <summary>
    /// The links and programs at one direction of an interface, as the kernel lists them.
    /// </summary>
    /// <exception cref="SystemFaultException">There is no such interface.</exception>
    public static (uint Link, uint Program)[] List(int interfaceIndex, TrafficDirection direction)
    {
        var links = stackalloc uint[MostLinks];
        var programs = stackalloc uint[MostLinks];
        var request = new BpfAttributes.Query
        {
            InterfaceIndex = (uint)interfaceIndex,
            AttachType = TypeOf(direction),
            ProgramIds = (ulong)programs,
            LinkIds = (ulong)links,
            Count = MostLinks,
        };
        if (BpfCalls.Bpf(BpfCalls.BPF_PROG_QUERY, ref request) != 0)
        {
            // Nothing was ever attached there.
            return ErrorNumber.Last == ErrorNumber.ENOENT ? []
                : throw BpfObject.LastFault($"list the programs of interface {interfaceIndex}");
        }

        var listed = new (uint, uint)[Math.Min(request.Count, MostLinks)];
        for (var index = 0; index < listed.Length; index++)
        {
            listed[index] = (links[index], programs[index]);
        }

        return listed;
    }

    public void Dispose() => _handle.Dispose();

    private static uint TypeOf(TrafficDirection direction) =>
        direction == TrafficDirection.Ingress ? BpfCalls.BPF_TCX_INGRESS : BpfCalls.BPF_TCX_EGRESS;
}
