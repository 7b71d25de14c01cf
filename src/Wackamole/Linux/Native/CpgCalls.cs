using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of corosync/cpg.h. The library is loaded by the first call.</summary>
internal static unsafe partial class CpgCalls
{
    public const string Library = "libcpg.so.4";

    // cpg_guarantee_t; CPG_TYPE_SAFE is declared and not implemented.
    public const int CPG_TYPE_AGREED = 2;

    [LibraryImport(Library, EntryPoint = "cpg_model_initialize", SetLastError = false)]
    public static partial int ModelInitialize(
        ulong* handle, int model, CpgModelData* data, void* context);

    [LibraryImport(Library, EntryPoint = "cpg_finalize", SetLastError = false)]
    public static partial int Finalize(ulong handle);

    [LibraryImport(Library, EntryPoint = "cpg_fd_get", SetLastError = false)]
    public static partial int FdGet(ulong handle, int* fd);

    [LibraryImport(Library, EntryPoint = "cpg_local_get", SetLastError = false)]
    public static partial int LocalGet(ulong handle, uint* nodeId);

    [LibraryImport(Library, EntryPoint = "cpg_join", SetLastError = false)]
    public static partial int Join(ulong handle, CpgName* group);

    [LibraryImport(Library, EntryPoint = "cpg_mcast_joined", SetLastError = false)]
    public static partial int McastJoined(
        ulong handle, int guarantee, IoVector* parts, uint count);

    [LibraryImport(Library, EntryPoint = "cpg_dispatch", SetLastError = false)]
    public static partial int Dispatch(ulong handle, int flags);
}
