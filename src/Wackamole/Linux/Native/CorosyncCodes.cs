namespace Wackamole.Linux.Native;

/// <summary>Error codes of Corosync's libraries, from corosync/corotypes.h (cs_error_t).</summary>
internal static class CorosyncCodes
{
    public const int CS_OK = 1;
    public const int CS_ERR_LIBRARY = 2;
    public const int CS_ERR_TIMEOUT = 5;
    public const int CS_ERR_TRY_AGAIN = 6;
    public const int CS_ERR_BAD_HANDLE = 9;
    public const int CS_ERR_ACCESS = 11;
    public const int CS_ERR_NOT_EXIST = 12;
    public const int CS_ERR_EXIST = 14;
    public const int CS_ERR_SECURITY = 100;

    // cs_dispatch_flags_t
    public const int CS_DISPATCH_ALL = 2;

    public const int CS_TRACK_CURRENT = 0x01;
    public const int CS_TRACK_CHANGES = 0x02;
}
