namespace Wackamole.Lab.Observing;

/// <summary>
/// A stretch without an answer, from the last answer before it to the first after it; times in
/// nanoseconds of the machine's monotonic clock. Open: no answer has come since.
/// </summary>
internal readonly record struct Gap(long From, long To, bool Open)
{
    public long Length => To - From;
}
