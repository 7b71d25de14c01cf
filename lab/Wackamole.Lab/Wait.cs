using System.Globalization;

namespace Wackamole.Lab;

/// <summary>Waits for conditions, each with a bound, never for mere time to pass.</summary>
internal static class Wait
{
    private static readonly TimeSpan DefaultPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>Until the condition holds; a named failure once the bound is over.</summary>
    public static TimeSpan Until(
        string what, TimeSpan bound, Func<bool> condition, CancellationToken cancelled,
        TimeSpan? poll = null, Func<string?>? reason = null)
    {
        var begin = LabClock.Now;
        return Holds(bound, condition, cancelled, poll)
            ? LabClock.Now - begin
            : throw new LabException(string.Create(CultureInfo.InvariantCulture,
                $"waited {bound.TotalSeconds:0.#} s in vain for {what}") +
                Because(reason?.Invoke()));
    }

    /// <summary>True as soon as the condition holds, false once the bound is over.</summary>
    public static bool Holds(
        TimeSpan bound, Func<bool> condition, CancellationToken cancelled, TimeSpan? poll = null)
    {
        var deadline = LabClock.Now + bound;
        while (!condition())
        {
            if (LabClock.Now >= deadline)
            {
                return condition();
            }

            if (cancelled.WaitHandle.WaitOne(poll ?? DefaultPoll))
            {
                throw new OperationCanceledException(cancelled);
            }
        }

        return true;
    }

    private static string Because(string? reason) => reason is null ? string.Empty : $": {reason}";
}
