using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of corosync/quorum.h. The library is loaded by the first call.</summary>
internal static unsafe partial class QuorumCalls
{
    public const string Library = "libquorum.so.5";

    // What quorum_initialize answers where corosync.conf names no provider.
    public const uint QUORUM_FREE = 0;

    /// <param name="callbacks">
    /// quorum_callbacks_t, which is one function: handle, quorate, ring, and the list of nodes.
    /// </param>
    [LibraryImport(Library, EntryPoint = "quorum_initialize", SetLastError = false)]
    public static partial int Initialize(ulong* handle,
        delegate* unmanaged<ulong, uint, ulong, uint, uint*, void>* callbacks, uint* type);

    [LibraryImport(Library, EntryPoint = "quorum_finalize", SetLastError = false)]
    public static partial int Finalize(ulong handle);

    [LibraryImport(Library, EntryPoint = "quorum_fd_get", SetLastError = false)]
    public static partial int FdGet(ulong handle, int* fd);

    [LibraryImport(Library, EntryPoint = "quorum_trackstart", SetLastError = false)]
    public static partial int TrackStart(ulong handle, uint flags);

    [LibraryImport(Library, EntryPoint = "quorum_dispatch", SetLastError = false)]
    public static partial int Dispatch(ulong handle, int flags);
}
