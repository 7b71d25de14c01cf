using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// Collects what the members of one view say of themselves. Where their digests differ, the
/// lowest member of each digest also sends its catalogue by name. As everything comes in the
/// view's order, all members find it complete at the same message.
/// </summary>
public sealed class Gathering(View view)
{
    private readonly AllocationMessage.State?[] _states =
        new AllocationMessage.State?[view.Members.Length];

    private readonly Dictionary<(ulong Digest, int Count), Catalogue> _catalogues = [];
    private int _missing = view.Members.Length;

    public bool HasAllStates => _missing == 0;

    /// <summary>Whether the table can be made.</summary>
    public bool IsComplete => HasAllStates
        && (!DigestsDiffer || _states.All(state => _catalogues.ContainsKey(Key(state!))));

    private bool DigestsDiffer => _states.Any(state => Key(state!) != Key(_states[0]!));

    public Refusal Add(MemberId sender, AllocationMessage.State state)
    {
        var place = view.IndexOf(sender);
        if (_states[place] is not null)
        {
            return Refusal.SecondState;
        }

        _states[place] = state;
        _missing--;
        return Refusal.None;
    }

    public Refusal Add(MemberId sender, AllocationMessage.Heads heads)
    {
        var catalogue = Catalogue.Of(heads.Listed);
        var key = (catalogue.Digest, catalogue.Count);
        return IsToSpeak(sender) && Key(_states[view.IndexOf(sender)]!) == key
            && _catalogues.TryAdd(key, catalogue)
                ? Refusal.None
                : Refusal.WrongCatalogue;
    }

    /// <summary>Whether this member has to send its catalogue by name.</summary>
    public bool IsToSpeak(MemberId member)
    {
        if (!HasAllStates || !DigestsDiffer)
        {
            return false;
        }

        var place = view.IndexOf(member);
        var key = Key(_states[place]!);
        return Array.FindIndex(_states, state => Key(state!) == key) == place;
    }

    /// <summary>Every member with its catalogue, once it is complete.</summary>
    /// <param name="own">This member's own, which is everybody's where no digest differs.</param>
    public IReadOnlyList<GatheredMember> Members(Catalogue own)
    {
        Invariant.Require(IsComplete, "a table is made of all that the members say");
        var differ = DigestsDiffer;
        return [.. view.Members.Select((member, place) => new GatheredMember(
            member, _states[place]!, differ ? _catalogues[Key(_states[place]!)] : own))];
    }

    private static (ulong Digest, int Count) Key(AllocationMessage.State state) =>
        (state.CatalogueDigest, state.CatalogueCount);
}
