using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// A pipe (pipe2(2)). What was written stays readable when the writing process has died.
/// </summary>
internal sealed unsafe class PipePair : IDisposable
{
    private readonly DescriptorHandle _read;
    private readonly DescriptorHandle _write;

    public PipePair()
    {
        var both = stackalloc int[2];
        var made = Spawning.Pipe2(both, Spawning.O_CLOEXEC);
        _read = new DescriptorHandle(made < 0 ? made : both[0], "make a pipe");
        _write = new DescriptorHandle(both[1], "make a pipe");
    }

    /// <summary>For a child to inherit; closed here once it has it.</summary>
    public int ReadNumber => (int)_read.DangerousGetHandle();

    public void CloseRead() => _read.Dispose();

    /// <summary>Writes all of it, waiting for room; false where nobody reads any more.</summary>
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (var written = 0; written < bytes.Length;)
            {
                var now = Polling.Write(_write, start + written, (nuint)(bytes.Length - written));
                if (now < 0 && ErrorNumber.Last != ErrorNumber.EINTR)
                {
                    return false;
                }

                written += Math.Max(0, (int)now);
            }
        }

        return true;
    }

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }
}
