using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Addresses;

/// <summary>
/// Every address that may be on an interface because of us: entered before the kernel is asked
/// to add it, struck out after its removal was read back. Any thread reads a snapshot without
/// waiting; changes are rare and by compare-and-exchange.
/// </summary>
internal sealed class HeldAddresses
{
    private ImmutableDictionary<IpAddress, HeldAddress> _all =
        ImmutableDictionary<IpAddress, HeldAddress>.Empty;

    public ImmutableDictionary<IpAddress, HeldAddress> All => Volatile.Read(ref _all);

    public bool IsEmpty => All.IsEmpty;

    public HeldAddress? Find(IpAddress address) => All.GetValueOrDefault(address);

    /// <summary>
    /// Whether the address is on its interface, read back, and not on its way out.
    /// </summary>
    public bool IsHeld(IpAddress address) => Find(address)?.State == HoldState.Held;

    public void Enter(IEnumerable<HeldAddress> entries) => Change(all =>
        all.SetItems(entries.Select(entry => KeyValuePair.Create(entry.Address.Address, entry))));

    /// <summary>Gives those that are entered another state.</summary>
    public void Mark(IEnumerable<IpAddress> addresses, HoldState state) => Change(all =>
        all.SetItems(addresses
            .Where(all.ContainsKey)
            .Select(address => KeyValuePair.Create(address, all[address] with { State = state }))));

    public void StrikeOut(IEnumerable<IpAddress> addresses) =>
        Change(all => all.RemoveRange(addresses));

    /// <summary>
    /// Strikes out those that are still as they were when their absence was seen: what was begun
    /// again meanwhile stays.
    /// </summary>
    public void StrikeOutUnchanged(IEnumerable<HeldAddress> entries) => Change(all =>
        all.RemoveRange(entries
            .Where(entry => ReferenceEquals(all.GetValueOrDefault(entry.Address.Address), entry))
            .Select(entry => entry.Address.Address)));

    private void Change(
        Func<ImmutableDictionary<IpAddress, HeldAddress>,
            ImmutableDictionary<IpAddress, HeldAddress>> change)
    {
        while (true)
        {
            var before = All;
            var after = change(before);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _all, after, before), before))
            {
                return;
            }
        }
    }
}
