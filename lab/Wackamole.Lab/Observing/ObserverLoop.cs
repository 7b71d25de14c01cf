using Wackamole.Core.Values;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Observing;

/// <summary>
/// The watching client: asks every address, each millisecond, through its own neighbour table,
/// asks by broadcast who answers, and notes when it was itself not run. Allocates nothing while
/// it runs, so that no garbage collection can pass for an outage.
/// </summary>
internal sealed class ObserverLoop : IDisposable
{
    /// <summary>
    /// Later than this after its time, a round counts as a stall of the observer.
    /// </summary>
    private const long StallAfterNanoseconds = 1_000_000;

    private readonly ProbeTarget[] _targets;
    private readonly Dictionary<IpAddress, ProbeTarget> _byAddress;
    private readonly ProbePlan _plan;
    private readonly RawSocket?[] _senders;
    private readonly List<RawSocket> _receivers = [];
    private readonly RawSocket? _echo4;
    private readonly RawSocket? _echo6;
    private readonly RawSocket? _arp;
    private readonly RawSocket? _discovery;
    private readonly Poller _poller;
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _message = new byte[NeighbourFrame.MaximumLength];
    private int _nextEcho;
    private int _nextRequest;
    private ushort _sequence;
    private volatile bool _ending;

    public ObserverLoop(ObserverSettings settings)
    {
        _plan = ProbePlan.For(settings.Addresses.Count);
        _targets = [.. settings.Addresses.Select((text, index) => new ProbeTarget(
            index, IpAddress.From(System.Net.IPAddress.Parse(text)), _plan.AnswersPerAddress))];
        _byAddress = _targets.ToDictionary(target => target.Address);
        _senders = [.. _targets.Chunk(_plan.TargetsPerSocket).SelectMany(chunk => new[]
        {
            chunk.Any(target => !target.Address.IsV6) ? RawSocket.Echo4(false) : null,
            chunk.Any(target => target.Address.IsV6) ? RawSocket.Echo6(false) : null,
        })];
        if (_targets.Any(target => !target.Address.IsV6))
        {
            _receivers.Add(_echo4 = RawSocket.Echo4(true));
            _receivers.Add(_arp = RawSocket.Frames(settings.WatchInterface, Native.ETH_P_ARP));
        }

        if (_targets.Any(target => target.Address.IsV6))
        {
            _receivers.Add(_echo6 = RawSocket.Echo6(true));
            _receivers.Add(
                _discovery = RawSocket.Frames(settings.WatchInterface, Native.ETH_P_IPV6));
        }

        _poller = new Poller([.. _receivers.Select(socket => socket.Descriptor)]);
    }

    public ProbePlan Plan => _plan;

    public IReadOnlyList<ProbeTarget> Targets => _targets;

    public StallLog Stalls { get; } = new();

    public bool RealTime { get; private set; }

    /// <summary>Watches until End is called; to be run on a thread of its own.</summary>
    public void Run()
    {
        RealTime = Scheduling.MakeRealTime();
        var due = LabClock.Nanoseconds;
        while (!_ending)
        {
            var now = LabClock.Nanoseconds;
            if (now - due > StallAfterNanoseconds)
            {
                Stalls.Add(due, now);
            }

            // What waited comes first: it answers earlier questions.
            Drain();
            Ask();
            Drain();
            due = Math.Max(due + ProbePlan.TickNanoseconds, now);
            while ((now = LabClock.Nanoseconds) < due)
            {
                if (_poller.Wait(due - now))
                {
                    Drain();
                }
            }
        }
    }

    public void End() => _ending = true;

    public void Dispose()
    {
        foreach (var socket in _senders.Concat(_receivers))
        {
            socket?.Dispose();
        }
    }

    private void Ask()
    {
        for (var sent = 0; sent < _plan.EchoesPerTick; sent++)
        {
            var target = _targets[_nextEcho];
            _nextEcho = (_nextEcho + 1) % _targets.Length;
            EchoMessage.WriteRequest(_message, target.Address.IsV6, target.Index, _sequence++);
            Sender(target).Send(_message.AsSpan(0, EchoMessage.Length), target.SocketAddress);
        }

        for (var sent = 0; sent < _plan.RequestsPerTick; sent++)
        {
            var target = _targets[_nextRequest];
            _nextRequest = (_nextRequest + 1) % _targets.Length;
            var length = NeighbourFrame.WriteRequest(
                _message, target.Address, target.Rounds.Begin());
            var socket = target.Address.IsV6 ? _discovery : _arp;
            socket!.Send(_message.AsSpan(0, length), []);
        }
    }

    private RawSocket Sender(ProbeTarget target) =>
        _senders[target.Index / _plan.TargetsPerSocket * 2 + (target.Address.IsV6 ? 1 : 0)]!;

    private void Drain()
    {
        if (_echo4 is not null)
        {
            ReadEchoes(_echo4, false);
            ReadAnswers(_arp!);
        }

        if (_echo6 is not null)
        {
            ReadEchoes(_echo6, true);
            ReadAnswers(_discovery!);
        }
    }

    private void ReadEchoes(RawSocket socket, bool isV6)
    {
        int length;
        while ((length = socket.Receive(_buffer, [])) > 0)
        {
            ReadOnlySpan<byte> packet = _buffer.AsSpan(0, length);
            var index = EchoMessage.ReadReply(
                isV6 ? packet : EchoMessage.WithoutHeader(packet), isV6);
            if (index >= 0 && index < _targets.Length)
            {
                _targets[index].Echoes.Add(LabClock.Nanoseconds);
            }
        }
    }

    private void ReadAnswers(RawSocket socket)
    {
        int length;
        while ((length = socket.Receive(_buffer, [])) > 0)
        {
            if (!NeighbourFrame.ReadReply(
                    _buffer.AsSpan(0, length), out var round, out var address, out var station)
                || !_byAddress.TryGetValue(address, out var target))
            {
                continue;
            }

            var now = LabClock.Nanoseconds;
            target.LastRequestAnswer = now;
            target.Stations.Note(now, station);
            if (target.Rounds.Answer(round, station))
            {
                target.Duplicates.Add(now);
            }
        }
    }
}
