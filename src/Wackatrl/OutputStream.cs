using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wackatrl;

/// <summary>The standard output, such that a reader who has gone is noticed.</summary>
internal static class OutputStream
{
    private const int StandardOutput = 1;

    /// <summary>
    /// The runtime's own stream drops what a closed pipe does not take, without a word: «--watch»
    /// would go on for ever. Files are left to it, because it shares their position with others
    /// who write to them.
    /// </summary>
    public static TextWriter Open() => Console.IsOutputRedirected
        ? Open(new SafeFileHandle(StandardOutput, ownsHandle: false)) ?? Console.Out
        : Console.Out;

    /// <summary>Null for what has a position, such as a file.</summary>
    internal static TextWriter? Open(SafeFileHandle handle)
    {
        try
        {
            var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? null
                : new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            // Closed, or nothing that can be written: the runtime's stream knows what to do.
            return null;
        }
    }
}
