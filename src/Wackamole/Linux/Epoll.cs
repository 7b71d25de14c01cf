using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// Waits for descriptors and for a point of the boot clock at once. The deadline is an absolute
/// timer: a process that was stopped between computing it and waiting does not wait on.
/// </summary>
public sealed unsafe class Epoll : IDescriptor, IDisposable
{
    private const int EventsAtOnce = 64;

    /// <summary>Tag of the timer itself; callers' tags are not negative.</summary>
    private const int TimerTag = -1;

    // struct epoll_event is packed on x86-64 alone (sys/epoll.h, __EPOLL_PACKED).
    private static readonly int DataOffset =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private static readonly int EventBytes = DataOffset + 8;

    private readonly DescriptorHandle _handle = new(
        Polling.EpollCreate1(Polling.EPOLL_CLOEXEC), "make an epoll descriptor");

    private readonly DescriptorHandle _timer = new(
        Clocks.TimerFdCreate(Clocks.CLOCK_BOOTTIME, Clocks.TFD_CLOEXEC | Clocks.TFD_NONBLOCK),
        "make a timer on the boot clock");

    private Instant _armed = Instant.Never;

    public Epoll() => Control(Polling.EPOLL_CTL_ADD, _timer, TimerTag);

    /// <summary>Readable itself while anything that was added is ready.</summary>
    public SafeHandle Handle => _handle;

    public void Add(IDescriptor descriptor, int tag) => Add(descriptor.Handle, tag);

    /// <summary>Reports the tag from Wait while the descriptor is readable or in error.</summary>
    /// <exception cref="SystemFaultException">It is added already, or cannot be waited
    /// for.</exception>
    public void Add(SafeHandle descriptor, int tag)
    {
        Invariant.Require(tag >= 0, "tags of descriptors are not negative");
        Control(Polling.EPOLL_CTL_ADD, descriptor, tag);
    }

    public void Remove(IDescriptor descriptor) => Remove(descriptor.Handle);

    public void Remove(SafeHandle descriptor) =>
        Control(Polling.EPOLL_CTL_DEL, descriptor, TimerTag);

    /// <summary>
    /// Sleeps until a descriptor is ready or the deadline is reached; a passed deadline only looks.
    /// Answers how many tags were written: 0 when the deadline was reached first. What does not
    /// fit is reported by the next call.
    /// </summary>
    public int Wait(Span<int> readyTags, Instant until)
    {
        var sleeps = until > BootClock.Now;
        if (sleeps && until != _armed)
        {
            Arm(until);
        }

        var events = stackalloc byte[EventsAtOnce * EventBytes];
        int count;
        do
        {
            count = Polling.EpollWait(
                _handle, events, Math.Min(EventsAtOnce, readyTags.Length), sleeps ? -1 : 0);
        }
        while (count < 0 && ErrorNumber.Last == ErrorNumber.EINTR);

        if (count < 0)
        {
            throw new SystemFaultException(ErrorNumber.Last, "wait for descriptors");
        }

        return TakeTags(new ReadOnlySpan<byte>(events, count * EventBytes), readyTags);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _handle.Dispose();
    }

    private static int TakeTags(ReadOnlySpan<byte> events, Span<int> readyTags)
    {
        var taken = 0;
        for (; !events.IsEmpty; events = events[EventBytes..])
        {
            var tag = BinaryPrimitives.ReadInt32LittleEndian(events[DataOffset..]);
            if (tag != TimerTag)
            {
                readyTags[taken++] = tag;
            }
        }

        return taken;
    }

    // An expired timer stays readable until it is set anew: that is just what a deadline that
    // has passed means, so it is never read.
    private void Arm(Instant until)
    {
        var time = default(TimerSpecification);
        if (until != Instant.Never)
        {
            (time.Value.Seconds, time.Value.Nanoseconds) =
                Math.DivRem(until.Nanoseconds, Clocks.NanosecondsPerSecond);
        }

        if (Clocks.TimerFdSetTime(_timer, Clocks.TFD_TIMER_ABSTIME, &time, null) < 0)
        {
            throw new SystemFaultException(ErrorNumber.Last, "set the timer of the loop");
        }

        _armed = until;
    }

    private void Control(int operation, SafeHandle descriptor, int tag)
    {
        Span<byte> request = stackalloc byte[16];
        request.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(request, Polling.EPOLLIN);
        BinaryPrimitives.WriteInt32LittleEndian(request[DataOffset..], tag);
        fixed (byte* pointer = request)
        {
            if (Polling.EpollCtl(_handle, operation, descriptor, pointer) < 0)
            {
                throw new SystemFaultException(ErrorNumber.Last, "change what the loop waits for");
            }
        }
    }
}
