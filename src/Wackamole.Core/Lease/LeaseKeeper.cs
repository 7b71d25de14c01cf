using Wackamole.Core.Values;

namespace Wackamole.Core.Lease;

/// <summary>
/// Until when this host may answer for its addresses (PROTOCOL.md, section 5): evidence + L, never
/// shortened but to nothing, and once lapsed revived only by evidence younger than the lapse.
/// </summary>
public sealed class LeaseKeeper(TimeSpan length, TimeSpan step)
{
    // A lease that ended proves nothing about what happened until then.
    private Instant _evidenceAfter = Instant.Past;

    /// <summary>The deadline; Past where there is none.</summary>
    public Instant Until { get; private set; } = Instant.Past;

    /// <summary>The newest evidence that was given.</summary>
    public Instant Evidence { get; private set; } = Instant.Past;

    public long Lapses { get; private set; }

    /// <summary>Extensions that came when less than half of the lease was left.</summary>
    public long LateExtensions { get; private set; }

    public bool IsValid(Instant now) => now < Until;

    /// <summary>
    /// Extends the lease to evidence + L; true where the deadline moved. Steps too small to
    /// matter are skipped while the lease is far from its end.
    /// </summary>
    public bool Extend(Instant evidence, Instant now)
    {
        if (evidence == Instant.Past || evidence <= _evidenceAfter)
        {
            return false;
        }

        Evidence = Instant.Max(Evidence, evidence);
        var until = evidence + length;
        if (until <= now || (IsValid(now) && until < Until + step))
        {
            return false;
        }

        LateExtensions += IsValid(now) && Until - now < length / 2 ? 1 : 0;
        Until = until;
        return true;
    }

    /// <summary>Notes that the lease has ended by itself; true where that is news.</summary>
    public bool NoteLapse(Instant now)
    {
        if (Until == Instant.Past || now < Until)
        {
            return false;
        }

        _evidenceAfter = Until;
        Until = Instant.Past;
        Lapses++;
        return true;
    }

    /// <summary>Ends the lease at once; true where it was valid.</summary>
    public bool Withdraw(Instant now)
    {
        var valid = IsValid(now);
        _evidenceAfter = now;
        Until = Instant.Past;
        return valid;
    }
}
