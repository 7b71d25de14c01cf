using System.Collections.Immutable;
using System.Security.Cryptography;
using Wackamole.Core.Group;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Sentinels;

/// <summary>
/// What the daemon leaves to its sentinel, put together anew whenever its incarnation or its
/// addresses change. Any thread may change it; SentinelKeeper's thread alone reads it.
/// </summary>
internal sealed class Testament : IDisposable
{
    private readonly FenceName _fence;
    private readonly bool _waits;
    private readonly ImmutableArray<PeerSocket> _links;
    private readonly DeathNotices _notices;
    private ImmutableHashSet<IpAddress> _addresses;
    private volatile Run? _run;

    /// <param name="addresses">All that may be on an interface because of this daemon.</param>
    public Testament(HostSettings settings, ulong machineId, ImmutableArray<PeerSocket> links,
        ImmutableHashSet<IpAddress> addresses)
    {
        (_links, _addresses) = (links, addresses);
        _fence = FenceName.Of(settings.Node.Group);
        _waits = settings.Node.OrderedGroup is not null;
        Span<byte> salt = stackalloc byte[16];
        RandomNumberGenerator.Fill(salt);
        _notices = new DeathNotices(settings.Node, machineId,
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(salt));
    }

    /// <summary>Who the daemon is from now on. The one before is told of as well.</summary>
    public void Become(MemberId self) => _run = new Run(self, _run?.Self);

    /// <summary>These too: what was once listed may still be on its way out.</summary>
    public void Manage(IEnumerable<IpAddress> addresses) =>
        ImmutableInterlocked.Update(ref _addresses, (all, more) => all.Union(more), addresses);

    public SentinelOrders Write()
    {
        var run = _run;
        ImmutableArray<DeathNotice> notices =
            [.. NoticesOf(run?.Self), .. NoticesOf(run?.Former)];
        return new SentinelOrders(_fence, [.. _addresses], [.. notices.Select(one =>
            new SentinelNotice(one.Link, _links[one.Link].Encode(one.Destination), one.Payload))])
        {
            WaitsForLease = _waits,
        };
    }

    public void Dispose() => _notices.Dispose();

    private ImmutableArray<DeathNotice> NoticesOf(MemberId? member) =>
        member is { } dead ? _notices.Of(dead) : [];

    private sealed record Run(MemberId Self, MemberId? Former);
}
