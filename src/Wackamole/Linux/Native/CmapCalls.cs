using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of corosync/cmap.h. The library is loaded by the first call.</summary>
internal static unsafe partial class CmapCalls
{
    public const string Library = "libcmap.so.4";

    // cmap_value_types_t
    public const int CMAP_VALUETYPE_UINT8 = 2;
    public const int CMAP_VALUETYPE_UINT32 = 6;
    public const int CMAP_VALUETYPE_STRING = 11;

    [LibraryImport(Library, EntryPoint = "cmap_initialize", SetLastError = false)]
    public static partial int Initialize(ulong* handle);

    [LibraryImport(Library, EntryPoint = "cmap_finalize", SetLastError = false)]
    public static partial int Finalize(ulong handle);

    [LibraryImport(Library, EntryPoint = "cmap_get", SetLastError = false)]
    public static partial int Get(
        ulong handle, byte* key, void* value, nuint* valueBytes, int* type);
}
