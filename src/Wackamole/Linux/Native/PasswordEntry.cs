using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct passwd of pwd.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PasswordEntry
{
    public byte* Name;
    public byte* Password;
    public uint UserId;
    public uint GroupId;
    public byte* FullName;
    public byte* Home;
    public byte* Shell;
}
