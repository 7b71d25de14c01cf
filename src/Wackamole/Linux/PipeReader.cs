using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>The reading end of a pipe that was inherited. Never waits.</summary>
internal sealed unsafe class PipeReader : IDescriptor, IDisposable
{
    private readonly DescriptorHandle _handle;

    /// <exception cref="SystemFaultException">It is no open descriptor.</exception>
    public PipeReader(int descriptor)
    {
        _handle = new DescriptorHandle(descriptor, "read what the daemon says");
        if (Spawning.FCntl(_handle, Spawning.F_SETFL, Spawning.O_NONBLOCK) < 0)
        {
            throw new SystemFaultException(ErrorNumber.Last, "read what the daemon says");
        }
    }

    public SafeHandle Handle => _handle;

    /// <summary>How many bytes there were: 0 at the end, -1 where there is nothing yet.</summary>
    public int Read(Span<byte> room)
    {
        fixed (byte* start = room)
        {
            nint taken;
            do
            {
                taken = Polling.Read(_handle, start, (nuint)room.Length);
            }
            while (taken < 0 && ErrorNumber.Last == ErrorNumber.EINTR);
            return (int)taken;
        }
    }

    public void Dispose() => _handle.Dispose();
}
