using Wackamole.Core.Values;

namespace Wackamole.Lab.Observing;

/// <summary>Answers questions about what the observer's loop has noted.</summary>
internal sealed class ObserverReports(ObserverLoop loop)
{
    private const double NanosecondsPerMs = 1e6;

    /// <summary>
    /// What was seen from one moment to another, nanoseconds of the machine's clock.
    /// </summary>
    public Observation Between(long from, long to)
    {
        to = Math.Min(to, LabClock.Nanoseconds);
        return new Observation(
            loop.Plan.EchoPeriodMs, loop.Plan.RequestPeriodMs,
            loop.Stalls.Longest(from, to) / NanosecondsPerMs, loop.RealTime,
            [.. loop.Targets.Select(target => Observe(target, from, to))]);
    }

    /// <summary>How many addresses have answered, both questions, since a moment.</summary>
    public int AnsweredSince(long time) => loop.Targets.Count(
        target => target.Echoes.Last >= time && target.LastRequestAnswer >= time);

    /// <summary>How many addresses had, or have, a gap of such a length since a moment.</summary>
    public int Missed(long since, long nanoseconds)
    {
        var now = LabClock.Nanoseconds;
        return loop.Targets.Count(
            target => target.Echoes.Longest(since, now).Length >= nanoseconds);
    }

    /// <summary>All addresses at this moment, with so many parts of the past.</summary>
    public AddressGlance[] Glance(long partNanoseconds, int parts)
    {
        var now = LabClock.Nanoseconds;
        return [.. loop.Targets.Select(target => new AddressGlance(
            target.Address.ToString(),
            target.Echoes.Last == 0 ? null : (now - target.Echoes.Last) / NanosecondsPerMs,
            target.Stations.At(now)?.ToString(),
            Strip(target, now, partNanoseconds, parts)))];
    }

    /// <summary>
    /// Parts begin at whole multiples of their length, so that the strip moves in steps and a
    /// part, once over, keeps what it shows. Half of the answers that are due count as one; none
    /// are due while the observer itself was not run.
    /// </summary>
    private string?[] Strip(ProbeTarget target, long now, long length, int parts)
    {
        var strip = new string?[parts];
        var end = now / length * length;
        for (var index = 0; index < parts; index++)
        {
            var to = end - (parts - 1 - index) * length;
            var asked = length - loop.Stalls.Overlap(to - length, to);
            var due = asked / NanosecondsPerMs / loop.Plan.EchoPeriodMs;
            strip[index] = target.Echoes.First > to - length ? string.Empty
                : target.Echoes.Between(to - length, to) * 2 >= due - 1
                    ? target.Stations.At(to)?.ToString()
                    : null;
        }

        return strip;
    }

    private AddressObservation Observe(ProbeTarget target, long from, long to)
    {
        var gap = target.Echoes.Longest(from, to);
        var firstDuplicate = target.Duplicates.FirstAfter(from);
        var duplicates = target.Duplicates.Between(from, to);
        return new AddressObservation(
            target.Address.ToString(),
            gap.Length / NanosecondsPerMs,
            (gap.From - from) / NanosecondsPerMs,
            gap.Open,
            loop.Stalls.Overlap(gap.From, gap.To) / NanosecondsPerMs,
            target.Echoes.Between(from, to),
            target.Stations.At(from)?.ToString(),
            target.Stations.At(to)?.ToString(),
            duplicates,
            duplicates == 0 ? 0
                : (Math.Min(to, target.Duplicates.Last) - firstDuplicate!.Value)
                    / NanosecondsPerMs)
        {
            Changes = target.Stations.Changes(from, to),
            HolesMs = Holes(target, from, to) / NanosecondsPerMs,
        };
    }

    private double Holes(ProbeTarget target, long from, long to)
    {
        var least = (long)((AddressObservation.HoleMs + loop.Plan.EchoPeriodMs) * NanosecondsPerMs);
        return target.Echoes.LongerThan(least, from, to).Sum(gap =>
        {
            var (begin, end) = (Math.Max(gap.From, from), Math.Min(gap.To, to));
            return Math.Max(0, end - begin - loop.Stalls.Overlap(begin, end));
        });
    }
}
