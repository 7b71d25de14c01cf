namespace Wackamole.Lab.Linux;

/// <summary>Waits for any of a few descriptors until a point in time; allocates nothing.</summary>
internal sealed unsafe class Poller(ReadOnlySpan<int> descriptors)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Native.PollDescriptor[] _entries = [.. Entries(descriptors)];

    /// <summary>True where something can be read; false when the time has come.</summary>
    public bool Wait(long nanoseconds)
    {
        if (nanoseconds < 0)
        {
            nanoseconds = 0;
        }

        var timeout = new Native.TimeSpecification
        {
            tv_sec = nanoseconds / NanosecondsPerSecond,
            tv_nsec = nanoseconds % NanosecondsPerSecond,
        };
        fixed (Native.PollDescriptor* entries = _entries)
        {
            return Native.ppoll(entries, (nuint)_entries.Length, &timeout, null) > 0;
        }
    }

    private static List<Native.PollDescriptor> Entries(ReadOnlySpan<int> descriptors)
    {
        List<Native.PollDescriptor> entries = [];
        foreach (var descriptor in descriptors)
        {
            entries.Add(new Native.PollDescriptor { fd = descriptor, events = Native.POLLIN });
        }

        return entries;
    }
}
