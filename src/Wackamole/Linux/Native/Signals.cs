using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of signal.h.</summary>
internal static partial class Signals
{
    // bits/signum-generic.h
    public const int SIGHUP = 1;
    public const nint SIG_DFL = 0;

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint Signal(int signal, nint handler);
}
