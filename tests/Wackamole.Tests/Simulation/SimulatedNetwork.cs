using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// The wires between the hosts: each packet over each directed edge of each link may be lost,
/// held up, overtaken, doubled, or cut off.
/// </summary>
internal sealed class SimulatedNetwork
{
    /// <summary>Packets that a socket keeps while its process does not read.</summary>
    public const int QueuedPackets = 512;

    private readonly SimulatedCluster _cluster;
    private readonly SeededRandom _random;
    private readonly PacketPool _pool = new();
    private readonly PacketText _text;
    private readonly long[] _lastArrivesNs;
    private readonly int _hosts;
    private Packet? _last;
    private int _lastOffset = -1;
    private int _lastHost;
    private long _lastStep;

    public SimulatedNetwork(SimulatedCluster cluster, SeededRandom random)
    {
        _cluster = cluster;
        _random = random;
        Weather = cluster.Plan.Weather;
        _text = new PacketText(cluster.Plan.Keys);
        _hosts = cluster.Plan.Hosts.Length;
        Connectivity = new Connectivity(_hosts, cluster.Plan.Links);
        _lastArrivesNs = new long[_hosts * _hosts * cluster.Plan.Links];
    }

    public Weather Weather { get; set; }

    /// <summary>
    /// Until when packets are under way that left so long before that they tell of another time.
    /// </summary>
    public long StragglesUntilNs { get; private set; }

    public Connectivity Connectivity { get; }

    public long PacketsSent { get; private set; }

    public long PacketsLost { get; private set; }

    /// <summary>
    /// Sends one payload; several destinations of one payload in a row share its bytes.
    /// </summary>
    public void Send(int from, long step, in Core.Effect effect, ReadOnlySpan<byte> payload)
    {
        WriteText(from, effect, payload);
        var packet = Shared(from, step, effect.Offset, payload);
        (packet.From, packet.SentAtNs) = (from, _cluster.Now);
        if (effect.Destination == ClusterPlan.MulticastGroup)
        {
            for (var to = 0; to < _cluster.Plan.Hosts.Length; to++)
            {
                Carry(packet, from, to, effect.Link);
            }
        }
        else if (ClusterPlan.HostAt(effect.Destination, effect.Link) is var to
            && (uint)to < (uint)_cluster.Plan.Hosts.Length)
        {
            Carry(packet, from, to, effect.Link);
        }
    }

    public void Release(Packet packet) => _pool.Release(packet);

    /// <summary>How long a frame takes now.</summary>
    public long Delay()
    {
        var delayNs = _random.Between(Weather.LeastDelayNs, Weather.MostDelayNs);
        return _random.Chance(Weather.SpikePerMillion)
            ? delayNs + _random.Between(0, Weather.MostSpikeNs)
            : delayNs;
    }

    private void WriteText(int from, in Core.Effect effect, ReadOnlySpan<byte> payload)
    {
        if (_cluster.Trace is null || effect.Link > 0 || _text.Of(from, payload) is not { } text)
        {
            return;
        }

        var to = effect.Destination == ClusterPlan.MulticastGroup
            ? "all"
            : ClusterPlan.NameOf(ClusterPlan.HostAt(effect.Destination, effect.Link));
        _cluster.Write(ClusterPlan.NameOf(from), $"-> {to}: {text}");
    }

    private Packet Shared(int from, long step, int offset, ReadOnlySpan<byte> payload)
    {
        if (_last is not null && _lastOffset == offset && _lastHost == from && _lastStep == step
            && _last.Length == payload.Length)
        {
            return _last;
        }

        if (_last is not null)
        {
            _pool.Release(_last);
        }

        (_last, _lastOffset, _lastHost, _lastStep) = (_pool.Take(payload), offset, from, step);
        return _last;
    }

    private void Carry(Packet packet, int from, int to, int link)
    {
        PacketsSent++;
        if (!Connectivity.Hears(from, to, link))
        {
            return;
        }

        var delayNs = Delay();
        var lost = from != to && _random.Chance(Weather.LossPerMillion);
        var tooLate = delayNs > _cluster.Plan.HeartbeatNs;
        var late = delayNs > Span.Millisecond;
        Connectivity.Sent(from, to, link, lost || tooLate, late, _cluster.Now);
        if (delayNs > _cluster.Plan.DetectionNs / 2)
        {
            StragglesUntilNs = Math.Max(StragglesUntilNs, _cluster.Now + delayNs);
        }
        if (lost)
        {
            PacketsLost++;
            return;
        }

        Deliver(packet, to, link, InOrder(from, to, link, delayNs));
        if (_random.Chance(Weather.DuplicatePerMillion))
        {
            Deliver(packet, to, link, delayNs + _random.Between(0, Weather.DuplicateLateNs));
        }
    }

    /// <summary>
    /// What one host sends to another arrives in order, but for what is held up on the way or
    /// takes another one.
    /// </summary>
    private long InOrder(int from, int to, int link, long delayNs)
    {
        if (delayNs > Weather.MostDelayNs || _random.Chance(Weather.ReorderPerMillion))
        {
            return delayNs;
        }

        ref var last = ref _lastArrivesNs[(link * _hosts + from) * _hosts + to];
        last = Math.Max(last + Span.Microsecond, _cluster.Now + delayNs);
        return last - _cluster.Now;
    }

    private void Deliver(Packet packet, int to, int link, long delayNs)
    {
        packet.References++;
        _cluster.Queue.Add(
            _cluster.Now + delayNs, OccurrenceKind.PacketArrives, to, link, packet);
    }
}
