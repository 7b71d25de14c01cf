using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Corosync;

/// <summary>
/// The membership in a group by libcpg. Joining and ending wait for the daemon: where that is
/// stopped they wait as long as it is. Sending and dispatching never do.
/// </summary>
internal sealed unsafe class ProcessGroup : IProcessGroup
{
    // Callbacks come on the thread that dispatches, while it does.
    [ThreadStatic]
    private static List<ProcessGroupEvent>? _happened;

    private readonly ulong _handle;
    private readonly SafeFileHandle _descriptor;

    private ProcessGroup(ulong handle, uint node, int descriptor)
    {
        _handle = handle;
        _descriptor = new SafeFileHandle(descriptor, ownsHandle: false);
        Self = new ProcessGroupMember(node, (uint)Environment.ProcessId);
    }

    public ProcessGroupMember Self { get; }

    public SafeHandle Handle => _descriptor;

    /// <summary>Opens a session with the daemon of this host, and joins.</summary>
    /// <param name="group">At most 128 bytes.</param>
    /// <exception cref="CorosyncException">It cannot be had.</exception>
    public static ProcessGroup Join(ReadOnlySpan<byte> group)
    {
        CorosyncLibrary.Require(CpgCalls.Library);
        var data = new CpgModelData
        {
            Model = CpgModelData.CPG_MODEL_V1,
            Deliver = &Deliver,
            MembersChanged = &MembersChanged,
            RingChanged = &RingChanged,
            Flags = CpgModelData.CPG_MODEL_V1_DELIVER_INITIAL_TOTEM_CONF,
        };
        ulong handle;
        CorosyncLibrary.Check(
            CpgCalls.ModelInitialize(&handle, CpgModelData.CPG_MODEL_V1, &data, null),
            "open a session with corosync");
        try
        {
            uint node;
            int descriptor;
            CorosyncLibrary.Check(CpgCalls.LocalGet(handle, &node), "ask corosync for its node");
            CorosyncLibrary.Check(
                CpgCalls.FdGet(handle, &descriptor), "get corosync's descriptor");
            CpgName name;
            name.Length = (uint)group.Length;
            group.CopyTo(new Span<byte>(name.Value, CpgName.CPG_MAX_NAME_LENGTH));
            CorosyncLibrary.Check(CpgCalls.Join(handle, &name), "join the group");
            return new ProcessGroup(handle, node, descriptor);
        }
        catch (CorosyncException)
        {
            _ = CpgCalls.Finalize(handle);
            throw;
        }
    }

    public bool TryMulticast(ReadOnlySpan<byte> payload)
    {
        fixed (byte* bytes = payload)
        {
            var part = new IoVector { Base = bytes, Length = (nuint)payload.Length };
            var code = CpgCalls.McastJoined(_handle, CpgCalls.CPG_TYPE_AGREED, &part, 1);
            if (code == CorosyncCodes.CS_ERR_TRY_AGAIN)
            {
                return false;
            }

            CorosyncLibrary.Check(code, "go on with corosync");
            return true;
        }
    }

    public void Dispatch(List<ProcessGroupEvent> happened)
    {
        _happened = happened;
        var code = CpgCalls.Dispatch(_handle, CorosyncCodes.CS_DISPATCH_ALL);
        _happened = null;
        if (code != CorosyncCodes.CS_ERR_TRY_AGAIN)
        {
            CorosyncLibrary.Check(code, "go on with corosync");
        }
    }

    public void Dispose()
    {
        _descriptor.Dispose();
        _ = CpgCalls.Finalize(_handle);
    }

    [UnmanagedCallersOnly]
    private static void Deliver(
        ulong handle, CpgName* group, uint node, uint process, void* message, nuint bytes) =>
        _happened?.Add(new ProcessGroupEvent.Delivered(new ProcessGroupMember(node, process),
            new ReadOnlySpan<byte>(message, (int)bytes).ToArray()));

    [UnmanagedCallersOnly]
    private static void MembersChanged(ulong handle, CpgName* group, CpgAddress* members,
        nuint memberCount, CpgAddress* left, nuint leftCount, CpgAddress* joined,
        nuint joinedCount) => _happened?.Add(new ProcessGroupEvent.MembersChanged(
            Members(members, memberCount), Members(left, leftCount),
            Members(joined, joinedCount),
            AreOfNodes(left, leftCount) || AreOfNodes(joined, joinedCount)));

    [UnmanagedCallersOnly]
    private static void RingChanged(ulong handle, CpgRingId ring, uint count, uint* nodes) =>
        _happened?.Add(new ProcessGroupEvent.RingChanged(ring.Sequence));

    private static bool AreOfNodes(CpgAddress* first, nuint count)
    {
        foreach (ref readonly var one in new ReadOnlySpan<CpgAddress>(first, (int)count))
        {
            if (one.Reason is CpgAddress.CPG_REASON_NODEDOWN or CpgAddress.CPG_REASON_NODEUP)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<ProcessGroupMember> Members(CpgAddress* first, nuint count)
    {
        var members = ImmutableArray.CreateBuilder<ProcessGroupMember>((int)count);
        foreach (ref readonly var one in new ReadOnlySpan<CpgAddress>(first, (int)count))
        {
            members.Add(new ProcessGroupMember(one.NodeId, one.ProcessId));
        }

        return members.DrainToImmutable();
    }
}
