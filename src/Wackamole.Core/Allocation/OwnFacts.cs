using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// What this host knows of itself alone: its settings, what it cannot hold and why, and what it
/// still has though it is not listed any more. The others know it only as far as it was told.
/// </summary>
public sealed class OwnFacts
{
    private readonly Dictionary<IpAddress, string> _unfit = [];
    private readonly SortedSet<IpAddress> _delisted = [];

    public AllocationSettings Settings { get; private set; } = new();

    public Catalogue Catalogue { get; private set; } = Catalogue.Empty;

    public BackOffs BackOffs { get; } = new();

    /// <summary>
    /// Heads that left the catalogue while they were, or may have been, held here.
    /// </summary>
    public IReadOnlyCollection<IpAddress> Delisted => _delisted;

    /// <summary>Whether the others have to be told.</summary>
    public bool Configure(AllocationSettings settings, Func<IpAddress, bool> holdsHere)
    {
        var before = (Catalogue, MakeOffer(Catalogue));
        var catalogue = Catalogue.Of(settings.VirtualInterfaces.Select(listed => listed.Head));
        _delisted.UnionWith(Catalogue.Heads.Where(
            head => !catalogue.Contains(head) && holdsHere(head)));
        _delisted.ExceptWith(catalogue.Heads);
        (Settings, Catalogue) = (settings, catalogue);
        BackOffs.Keep(catalogue);
        foreach (var head in _unfit.Keys.Where(head => !catalogue.Contains(head)).ToList())
        {
            _unfit.Remove(head);
        }

        return !before.Catalogue.Heads.AsSpan().SequenceEqual(catalogue.Heads.AsSpan())
            || before.Item2 != MakeOffer(catalogue);
    }

    /// <summary>Whether that is news.</summary>
    public bool SetUnfit(IpAddress head, string? reason)
    {
        var known = _unfit.GetValueOrDefault(head);
        if (reason is null)
        {
            _unfit.Remove(head);
        }
        else
        {
            _unfit[head] = reason;
        }

        return !string.Equals(known, reason, StringComparison.Ordinal);
    }

    /// <summary>Why this host cannot hold it at present; null where it can.</summary>
    public string? ReasonAgainst(IpAddress head) =>
        _unfit.TryGetValue(head, out var unfit) ? unfit : BackOffs.Reason(head);

    /// <summary>It is gone from the kernel.</summary>
    public void Gone(IpAddress head) => _delisted.Remove(head);

    /// <summary>What this host offers at present, over its catalogue.</summary>
    public Offer MakeOffer(Catalogue catalogue)
    {
        var ineligible = new List<IndexReason>();
        for (var index = 0; index < catalogue.Count; index++)
        {
            var head = catalogue.Heads[index];
            if (ReasonAgainst(head) is { } reason)
            {
                ineligible.Add(new IndexReason(index, reason));
            }
        }

        return new Offer(Settings.Weight, Preferred(catalogue), ReasonTable.Fit(ineligible));
    }

    private Bitmap Preferred(Catalogue catalogue)
    {
        var preferred = new Bitmap(catalogue.Count);
        foreach (var block in Settings.Preferred)
        {
            // Heads are in order, so those of a block stand together.
            var place = catalogue.IndexOf(block.First);
            var index = place < 0 ? ~place : place;
            while (index < catalogue.Count && block.Contains(catalogue.Heads[index]))
            {
                preferred[index++] = true;
            }
        }

        return preferred;
    }
}
