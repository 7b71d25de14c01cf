using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// What operators ask: checked against the present table so that they learn why not, then
/// ordered, so that every member does the same.
/// </summary>
public sealed partial class Allocator
{
    /// <summary>Moves it to a member and keeps it there; the answer is null, or why not.</summary>
    public string? RequestMove(IpAddress head, string host, Instant now)
    {
        _ = now;
        if (NotNow(mustRun: true) is { } refused)
        {
            return refused;
        }

        var table = _table!;
        var place = table.PlaceOf(host);
        if (table.Find(head) is not { } row)
        {
            return $"no host of this cluster lists the virtual interface {head}; " +
                "«wackatrl status» shows those that are listed, each by its first address";
        }

        var refusal = place == TableRow.Nobody ? NoSuchHost(table, host)
            : table.EligibleFor(row).Contains(place) ? null
            : $"{host} cannot hold {head}: {Explanations.WhyNot(table, row, place)}";
        if (refusal is null)
        {
            Multicast(new AllocationMessage.PinTo(head, host));
        }

        return refusal;
    }

    /// <summary>
    /// Lets it (null: all) be moved by balance again; the answer is null, or why not.
    /// </summary>
    public string? RequestUnpin(IpAddress? head, Instant now)
    {
        _ = now;
        var refusal = NotNow(mustRun: false);
        if (refusal is null && head is { } one && _table!.Pins[one] is null)
        {
            refusal = $"{one} is not pinned to any host";
        }

        if (refusal is null)
        {
            Multicast(new AllocationMessage.Unpin(head));
        }

        return refusal;
    }

    /// <summary>Drains a member; the answer is null, or why not.</summary>
    public string? RequestDrain(string host, Instant now) => RequestDrain(host, on: true, now);

    /// <summary>
    /// Ends the draining of a member; the answer is null, or why not. Nothing is done where it
    /// does not drain.
    /// </summary>
    public string? RequestStart(string host, Instant now) => RequestDrain(host, on: false, now);

    /// <summary>Asks for one complete balance; the answer is null, or why not.</summary>
    public string? RequestBalance(Instant now)
    {
        _ = now;
        var refusal = NotNow(mustRun: true);
        if (refusal is null)
        {
            Multicast(new AllocationMessage.Balance(null));
        }

        return refusal;
    }

    private string? RequestDrain(string host, bool on, Instant now)
    {
        _ = now;
        if (NotNow(mustRun: false) is { } refused)
        {
            return refused;
        }

        var table = _table!;
        var place = table.PlaceOf(host);
        if (place == TableRow.Nobody)
        {
            return NoSuchHost(table, host);
        }

        if (table.Members[place].Draining != on)
        {
            Multicast(new AllocationMessage.Drain(host, on));
        }

        return null;
    }

    private string? NotNow(bool mustRun) => _state switch
    {
        AllocationState.Idle =>
            "this host is not in a cluster at present; «wackatrl status» says why",
        AllocationState.Gather =>
            "the hosts are agreeing on who is there and holds what; try again in a moment",
        AllocationState.Boot when mustRun => "the cluster is not mature yet: it has just started " +
            "and waits for its other hosts; try again when it runs",
        _ when mustRun && _table!.Frozen => "this part of the cluster yields to a larger one " +
            "that it hears; try again when they have merged",
        _ => null,
    };

    private static string NoSuchHost(AllocationTable table, string host) =>
        $"no host named {host} is in the cluster now; its hosts are " +
        NamesOf(table, MemberSet.All(table.Members.Count));
}
