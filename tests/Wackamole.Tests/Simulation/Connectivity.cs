namespace Wackamole.Tests.Simulation;

/// <summary>
/// Who can reach whom. Cuts are counted, so that faults may overlap and each take back its own.
/// A wire cut stops all frames; a packet cut (a firewall) stops the daemons' packets alone.
/// </summary>
internal sealed class Connectivity
{
    /// <summary>The goodness of an edge that is cut.</summary>
    public const long NotConnected = long.MaxValue;

    private readonly int _hosts;
    private readonly int[] _wireCuts;
    private readonly int[] _packetCuts;
    private readonly int[] _interfaceDown;
    private readonly int[] _clientCuts;
    private readonly int[] _lostInARow;
    private readonly long[] _goodSince;
    private readonly long[] _flawlessSince;
    private readonly long[] _newestArrived;
    private readonly long[] _arrivedAt;
    private readonly long[] _cutSince;

    public Connectivity(int hosts, int links)
    {
        Links = links;
        _hosts = hosts;
        var edges = links * hosts * hosts;
        _wireCuts = new int[edges];
        _packetCuts = new int[edges];
        _lostInARow = new int[edges];
        _goodSince = new long[edges];
        _flawlessSince = new long[edges];
        _newestArrived = new long[hosts * hosts];
        _arrivedAt = new long[hosts * hosts];
        _cutSince = new long[edges];
        Array.Fill(_cutSince, NotConnected);
        _interfaceDown = new int[links * hosts];
        _clientCuts = new int[hosts];
    }

    public int Links { get; }

    public void Wire(int from, int to, int link, int change, long nowNs)
    {
        _wireCuts[Edge(from, to, link)] += change;
        Renew(from, to, link, nowNs);
    }

    public void Packets(int from, int to, int link, int change, long nowNs)
    {
        _packetCuts[Edge(from, to, link)] += change;
        Renew(from, to, link, nowNs);
    }

    /// <summary>The station of a client on eth0 and this host lose or regain each other.</summary>
    public void Client(int host, int change) => _clientCuts[host] += change;

    public void Interface(int host, int link, int change, long nowNs)
    {
        _interfaceDown[link * _hosts + host] += change;
        for (var other = 0; other < _hosts; other++)
        {
            Renew(host, other, link, nowNs);
            Renew(other, host, link, nowNs);
        }
    }

    public bool InterfaceUp(int host, int link) => _interfaceDown[link * _hosts + host] == 0;

    public bool ClientSeen(int host) => _clientCuts[host] == 0 && InterfaceUp(host, 0);

    /// <summary>Whether frames of one host arrive at the other on this segment.</summary>
    public bool Frames(int from, int to, int link) => _wireCuts[Edge(from, to, link)] == 0
        && InterfaceUp(from, link) && InterfaceUp(to, link);

    /// <summary>Whether the daemons' packets arrive over this link.</summary>
    public bool Hears(int from, int to, int link) =>
        _packetCuts[Edge(from, to, link)] == 0 && Frames(from, to, link);

    /// <summary>Whether the daemons' packets arrive over any link.</summary>
    public bool Hears(int from, int to)
    {
        for (var link = 0; link < Links; link++)
        {
            if (Hears(from, to, link))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Since when packets arrive without two heartbeats in a row being lost or a heartbeat late
    /// (the premise of I7 and the bounds of I6); NotConnected where cut.
    /// </summary>
    public long GoodSince(int from, int to) => Earliest(_goodSince, from, to);

    /// <summary>Since when not one packet was lost or held up.</summary>
    public long FlawlessSince(int from, int to) => Earliest(_flawlessSince, from, to);

    /// <summary>Since when no link carries packets; NotConnected where one does.</summary>
    public long CutSince(int from, int to)
    {
        var latest = 0L;
        for (var link = 0; link < Links; link++)
        {
            latest = Math.Max(latest, _cutSince[Edge(from, to, link)]);
        }

        return latest;
    }

    /// <summary>Notes the fate of a packet where nothing was cut.</summary>
    public void Sent(int from, int to, int link, bool lost, bool late, long nowNs)
    {
        var edge = Edge(from, to, link);
        if (lost || late)
        {
            _flawlessSince[edge] = nowNs;
        }

        if (!lost)
        {
            _lostInARow[edge] = 0;
        }
        else if (++_lostInARow[edge] >= 2)
        {
            _goodSince[edge] = nowNs;
        }
    }

    /// <summary>A daemon was handed a packet.</summary>
    public void Arrived(int from, int to, long sentAtNs, long nowNs)
    {
        ref var newest = ref _newestArrived[from * _hosts + to];
        newest = Math.Max(newest, sentAtNs);
        _arrivedAt[from * _hosts + to] = nowNs;
    }

    /// <summary>When the newest packet that was handed over there was sent; 0 for none.</summary>
    public long NewestArrived(int from, int to) => _newestArrived[from * _hosts + to];

    /// <summary>When a packet was last handed over there; 0 for never.</summary>
    public long ArrivedAt(int from, int to) => _arrivedAt[from * _hosts + to];

    private long Earliest(long[] since, int from, int to)
    {
        var earliest = NotConnected;
        for (var link = 0; link < Links; link++)
        {
            earliest = Math.Min(earliest, since[Edge(from, to, link)]);
        }

        return earliest;
    }

    private void Renew(int from, int to, int link, long nowNs)
    {
        var edge = Edge(from, to, link);
        var hears = Hears(from, to, link);
        if (hears == (_goodSince[edge] != NotConnected))
        {
            return;
        }

        _goodSince[edge] = hears ? nowNs : NotConnected;
        _cutSince[edge] = hears ? NotConnected : nowNs;
        _flawlessSince[edge] = _goodSince[edge];
        _lostInARow[edge] = 0;
    }

    private int Edge(int from, int to, int link) => (link * _hosts + from) * _hosts + to;
}
