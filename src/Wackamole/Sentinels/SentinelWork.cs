using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Sentinels;

/// <summary>
/// What is done when the daemon is over, in this order: its fence is closed, its addresses are
/// removed and that is read back, the others are told, the fence goes. The others may take what it
/// held from the moment that they are told. Where they cannot be told they wait for its lease, and
/// so does this first: until then the kernel answers, and nobody need notice anything.
/// </summary>
internal sealed class SentinelWork : IDisposable
{
    /// <summary>The kernel may have no memory at the very moment for which this is.</summary>
    private const int MostTries = 5;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The word is said again, after so long each: a packet can be lost.</summary>
    private static readonly ImmutableArray<TimeSpan> Repeats =
    [
        TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(15),
    ];

    private readonly Epoll _pause = new();
    private readonly ImmutableArray<DatagramSender> _links;

    /// <param name="links">Descriptors of the daemon's links, which this takes over.</param>
    public SentinelWork(ImmutableArray<int> links) =>
        _links = [.. links.Select(link => new DatagramSender(link))];

    /// <summary>
    /// Goes the same way with nothing to remove: what is run for the first time is slow, and that
    /// is to be over before it counts.
    /// </summary>
    public static void Rehearse()
    {
        var none = new FenceRemnant(new FenceName("no-fence", FilterHandle: 1));
        _ = none.LeaseEnd();
        none.Close();
        _ = FinalRelease.Run(ImmutableHashSet<Core.Values.IpAddress>.Empty, _ => { });
    }

    /// <summary>Does all of it; answers what became of it, in a sentence.</summary>
    public string Run(SentinelOrders orders)
    {
        var fence = new FenceRemnant(orders.Fence);
        if (orders.WaitsForLease)
        {
            fence.AwaitLease();
        }

        var began = BootClock.Now;
        fence.Close();
        var removed = 0;
        var (left, fault) = (1, (string?)null);
        for (var tries = 0; left > 0 && tries < MostTries; tries++)
        {
            if (tries > 0)
            {
                Pause(RetryInterval);
            }

            (left, fault) = FinalRelease.Run(orders.Addresses.ToHashSet(), _ => removed++);
        }

        if (left > 0)
        {
            return $"the daemon is gone, and {left} of its addresses cannot be removed ({fault}): "
                + "the others are not told, and wait as if the host were lost";
        }

        Tell(orders.Notices);
        var took = (BootClock.Now - began).TotalMilliseconds;
        foreach (var pause in Repeats.Where(_ => !orders.Notices.IsEmpty))
        {
            Pause(pause);
            Tell(orders.Notices);
        }

        // Last: it takes locks of the kernel that all namespaces of a machine share, and the host
        // that takes over may be such a neighbour.
        var stays = fence.Remove();
        return string.Create(CultureInfo.InvariantCulture,
            $"the daemon ended without a good-bye; {removed} addresses that it left are removed ")
            + (orders.WaitsForLease ? "now that its lease is over, for which the others wait"
                : string.Create(CultureInfo.InvariantCulture,
                    $"and the others told, {took:0.0} ms later"))
            + (stays is null ? "" : $"; what is left of its fence stays: {stays}");
    }

    public void Dispose()
    {
        Array.ForEach([.. _links], link => link.Dispose());
        _pause.Dispose();
    }

    private void Tell(ImmutableArray<SentinelNotice> notices)
    {
        foreach (var notice in notices)
        {
            if (notice.Link < _links.Length)
            {
                _links[notice.Link].Send(notice.Payload.AsSpan(), notice.Address.AsSpan());
            }
        }
    }

    private void Pause(TimeSpan span) => _pause.Wait(stackalloc int[1], BootClock.Now + span);
}
