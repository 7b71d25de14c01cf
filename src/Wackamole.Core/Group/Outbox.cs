using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// A sender's part of the order: own messages of the present view, cut into fragments as they
/// may go, the control lane always first. Bounded; what does not fit is refused.
/// </summary>
public sealed class Outbox
{
    /// <summary>Fragments that may be under way to the sequencer.</summary>
    public const int Window = 64;

    // Of those, how many bulk may use: something urgent never waits for more than these.
    private const int BulkWindow = 8;
    private const int MostQueuedBytes = 8 * Limits.MessageBytes;

    private readonly Queue<Message>[] _lanes = [new(), new()];
    private readonly Queue<Fragment> _underWay = new();
    private readonly Queue<Message>[] _undelivered = [new(), new()];
    private readonly ulong[] _lastMessage = new ulong[2];
    private ulong _lastSequence;
    private int _queuedBytes;

    public bool HasUnderWay => _underWay.Count > 0;

    public IEnumerable<Fragment> UnderWay => _underWay;

    public bool HasMore => _lanes[0].Count > 0 || _lanes[1].Count > 0;

    /// <summary>Takes a message; false where too much waits already.</summary>
    public bool Add(byte[] payload, Lane lane)
    {
        if (payload.Length > Limits.MessageBytes || _queuedBytes + payload.Length > MostQueuedBytes)
        {
            return false;
        }

        var message = new Message(payload, ++_lastMessage[(int)lane]);
        _queuedBytes += payload.Length;
        _lanes[(int)lane].Enqueue(message);
        _undelivered[(int)lane].Enqueue(message);
        return true;
    }

    /// <summary>The next fragment that may go, or null.</summary>
    public Fragment? Next(MemberId self, int room)
    {
        var lane = _lanes[0].Count > 0 ? Lane.Control : Lane.Bulk;
        var limit = lane == Lane.Control ? Window : BulkWindow;
        if (_underWay.Count >= limit || !_lanes[(int)lane].TryPeek(out var message))
        {
            return null;
        }

        var count = Math.Max(1, (message.Payload.Length + room - 1) / room);
        var start = message.Sent * room;
        var data = message.Payload[start..Math.Min(start + room, message.Payload.Length)];
        var header = new FragmentHeader(++_lastSequence, (byte)lane, message.Number,
            (uint)message.Sent, (uint)count);
        if (++message.Sent == count)
        {
            _lanes[(int)lane].Dequeue();
        }

        var fragment = new Fragment(self, header, data);
        _underWay.Enqueue(fragment);
        return fragment;
    }

    /// <summary>An own fragment came back in the order.</summary>
    public void Delivered(in FragmentHeader header)
    {
        while (_underWay.TryPeek(out var first)
            && first.Header.SenderSequence <= header.SenderSequence)
        {
            _underWay.Dequeue();
        }

        if (header.Index + 1 == header.Count
            && _undelivered[header.Lane & 1].TryDequeue(out var message))
        {
            _queuedBytes -= message.Payload.Length;
        }
    }

    /// <summary>The view is over: what was not delivered never will be.</summary>
    public List<(byte[] Payload, Lane Lane, ulong Number)> Clear()
    {
        var dropped = new List<(byte[] Payload, Lane Lane, ulong Number)>();
        for (var lane = Lane.Control; lane <= Lane.Bulk; lane++)
        {
            foreach (var message in _undelivered[(int)lane])
            {
                dropped.Add((message.Payload, lane, message.Number));
            }

            _undelivered[(int)lane].Clear();
        }

        _lanes[0].Clear();
        _lanes[1].Clear();
        _underWay.Clear();
        _lastSequence = 0;
        Array.Clear(_lastMessage);
        _queuedBytes = 0;
        return dropped;
    }

    private sealed class Message(byte[] payload, ulong number)
    {
        public byte[] Payload { get; } = payload;

        public ulong Number { get; } = number;

        public int Sent { get; set; }
    }
}
