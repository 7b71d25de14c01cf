using System.Text;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>The name that ps(1), killall(1) and /proc/PID/comm show (PR_SET_NAME).</summary>
internal static unsafe class ProcessName
{
    /// <summary>From the main thread; at most 15 bytes.</summary>
    public static void Set(string name)
    {
        fixed (byte* bytes = Encoding.ASCII.GetBytes(name + '\0'))
        {
            _ = Processes.PrCtl(Spawning.PR_SET_NAME, (nuint)bytes, 0, 0, 0);
        }
    }
}
