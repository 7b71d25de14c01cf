using System.Runtime.InteropServices;
using System.Text;

namespace Wackamole.Lab.Linux;

/// <summary>Signals to processes, and becoming another program.</summary>
internal static unsafe class Processes
{
    public static bool IsRoot => Native.geteuid() == 0;

    /// <summary>Sends a signal (signal.h) to a process that the lab started.</summary>
    public static void Signal(int processId, int signal) => _ = Native.kill(processId, signal);

    /// <summary>Replaces this process by another program; returns only where that fails.</summary>
    public static LabException Become(params IReadOnlyList<string> command)
    {
        var words = command.Select(word => Encoding.UTF8.GetBytes(word + '\0')).ToList();
        var pins = words.Select(word => GCHandle.Alloc(word, GCHandleType.Pinned)).ToList();
        var arguments = stackalloc byte*[words.Count + 1];
        for (var index = 0; index < pins.Count; index++)
        {
            arguments[index] = (byte*)pins[index].AddrOfPinnedObject();
        }

        arguments[words.Count] = null;
        _ = Native.execvp(arguments[0], arguments);
        var reason = Marshal.GetLastPInvokeErrorMessage();
        pins.ForEach(pin => pin.Free());
        return new LabException($"cannot run {command[0]}: {reason}");
    }
}
