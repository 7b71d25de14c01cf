using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Wakes the loop from another thread (eventfd).</summary>
public sealed unsafe class EventDescriptor : IDescriptor, IDisposable
{
    private readonly DescriptorHandle _handle = new(
        Polling.EventFd(0, Polling.EFD_CLOEXEC | Polling.EFD_NONBLOCK), "make an event descriptor");

    public SafeHandle Handle => _handle;

    /// <summary>Makes the descriptor readable until it is drained; any thread may.</summary>
    public void Signal()
    {
        var one = 1UL;

        // EAGAIN means that the counter is full: then it is readable already.
        while (Polling.Write(_handle, &one, sizeof(ulong)) < 0
            && ErrorNumber.Last == ErrorNumber.EINTR)
        {
        }
    }

    /// <summary>Forgets the signals so far; call before looking at what they were about.</summary>
    public void Drain()
    {
        ulong count;
        while (Polling.Read(_handle, &count, sizeof(ulong)) < 0
            && ErrorNumber.Last == ErrorNumber.EINTR)
        {
        }
    }

    public void Dispose() => _handle.Dispose();
}
