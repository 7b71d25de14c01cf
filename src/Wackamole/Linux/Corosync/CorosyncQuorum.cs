using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Corosync;

/// <summary>
/// Corosync's word on whether this host's part of the cluster has a majority (libquorum:
/// votequorum decides, a qdevice's votes included). One thread uses it.
/// </summary>
internal sealed unsafe class CorosyncQuorum : IDescriptor, IDisposable
{
    // Callbacks come on the thread that dispatches, while it does.
    [ThreadStatic]
    private static bool? _said;

    private readonly ulong _handle;
    private readonly SafeFileHandle _descriptor;

    private CorosyncQuorum(ulong handle, int descriptor, bool hasProvider)
    {
        _handle = handle;
        _descriptor = new SafeFileHandle(descriptor, ownsHandle: false);
        HasProvider = hasProvider;
    }

    /// <summary>Whether corosync.conf says who counts votes; else nothing is quorate.</summary>
    public bool HasProvider { get; }

    public SafeHandle Handle => _descriptor;

    /// <summary>Opens a session; the first word comes by Dispatch.</summary>
    /// <exception cref="CorosyncException">It cannot be had.</exception>
    public static CorosyncQuorum Open()
    {
        CorosyncLibrary.Require(QuorumCalls.Library);
        delegate* unmanaged<ulong, uint, ulong, uint, uint*, void> notify = &Notify;
        ulong handle;
        uint type;
        CorosyncLibrary.Check(
            QuorumCalls.Initialize(&handle, &notify, &type), "ask corosync for its quorum");
        try
        {
            int descriptor;
            CorosyncLibrary.Check(
                QuorumCalls.FdGet(handle, &descriptor), "get corosync's descriptor");
            CorosyncLibrary.Check(QuorumCalls.TrackStart(
                    handle, CorosyncCodes.CS_TRACK_CURRENT | CorosyncCodes.CS_TRACK_CHANGES),
                "follow corosync's quorum");
            return new CorosyncQuorum(handle, descriptor, type != QuorumCalls.QUORUM_FREE);
        }
        catch (CorosyncException)
        {
            _ = QuorumCalls.Finalize(handle);
            throw;
        }
    }

    /// <summary>The newest word, or null where there is none new. Never waits.</summary>
    /// <exception cref="CorosyncException">The daemon is lost.</exception>
    public bool? Dispatch()
    {
        _said = null;
        var code = QuorumCalls.Dispatch(_handle, CorosyncCodes.CS_DISPATCH_ALL);
        if (code != CorosyncCodes.CS_ERR_TRY_AGAIN)
        {
            CorosyncLibrary.Check(code, "go on with corosync");
        }

        return _said;
    }

    public void Dispose()
    {
        _descriptor.Dispose();
        _ = QuorumCalls.Finalize(_handle);
    }

    [UnmanagedCallersOnly]
    private static void Notify(
        ulong handle, uint isQuorate, ulong ring, uint count, uint* nodes) =>
        _said = isQuorate != 0;
}
