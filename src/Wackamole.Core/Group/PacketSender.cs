using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// Seals packets and sends each over every link: to all configured peers (or the multicast
/// group), or to where a peer's own packets come from.
/// </summary>
public sealed class PacketSender : IDisposable
{
    private readonly NodeSettings _settings;
    private readonly EffectList _effects;
    private readonly PacketSealer _sealer;
    private readonly ulong _machineId;
    private readonly byte[] _body = new byte[Limits.ReceivedDatagramBytes];
    private readonly HashSet<Endpoint> _ownEndpoints = [];

    public PacketSender(NodeSettings settings, NodeStart start, EffectList effects)
    {
        _settings = settings;
        _effects = effects;
        _machineId = start.MachineId;
        _sealer = new PacketSealer(settings.Group, settings.Keys, start.Seed);
    }

    /// <summary>Who we are at present.</summary>
    public MemberId Self { get; set; }

    /// <summary>
    /// The time of the input that is being handled: when what is sent now is sent.
    /// </summary>
    public Instant Now { get; set; }

    /// <summary>When each counter was sent.</summary>
    public SentPackets Log { get; } = new();

    /// <summary>The counter of the newest packet.</summary>
    public ulong LastCounter => _sealer.NextCounter - 1;

    public long Sent { get; private set; }

    /// <summary>Room that a body of one datagram of ours has.</summary>
    public int BodyRoom => _sealer.RoomForBody(Self.Name, Limits.DatagramBytes);

    /// <summary>Where a body is put together before it is sent.</summary>
    public ByteWriter NewBody() => new(_body);

    /// <summary>Our own packet came back from there: it need not be sent there again.</summary>
    public void NoteOwnEndpoint(Endpoint endpoint) => _ownEndpoints.Add(endpoint);

    public void Broadcast(PacketKind kind, in ByteWriter body)
    {
        var (offset, length) = Seal(kind, body);
        for (var link = 0; link < _settings.Links; link++)
        {
            if (_settings.Multicast is { } group && _settings.Peers.IsEmpty)
            {
                _effects.Send(group, link, offset, length);
                continue;
            }

            foreach (var endpoints in _settings.Peers)
            {
                if (link < endpoints.Length && !_ownEndpoints.Contains(endpoints[link]))
                {
                    _effects.Send(endpoints[link], link, offset, length);
                }
            }
        }
    }

    public void SendTo(Peer peer, PacketKind kind, in ByteWriter body)
    {
        var (offset, length) = Seal(kind, body);
        for (var link = 0; link < peer.Links.Length; link++)
        {
            if (peer.Links[link].Endpoint is { } endpoint)
            {
                _effects.Send(endpoint, link, offset, length);
            }
        }
    }

    /// <summary>Answers a packet whose sender is no peer.</summary>
    public void SendTo(Endpoint destination, int link, PacketKind kind, in ByteWriter body)
    {
        var (offset, length) = Seal(kind, body);
        _effects.Send(destination, link, offset, length);
    }

    public void Dispose() => _sealer.Dispose();

    private (int Offset, int Length) Seal(PacketKind kind, in ByteWriter body)
    {
        Sent++;
        Log.Add(_sealer.NextCounter, Now);
        var header = new PacketHeader(kind, _machineId, Self, _sealer.NextCounter);
        var room = _effects.Rent(_sealer.SealedLength(Self.Name, body.Written));
        var length = _sealer.Seal(header, body.WrittenBytes, room);
        return (_effects.Keep(length), length);
    }
}
