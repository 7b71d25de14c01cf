using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I2: in each view there is one order of messages, and each member delivers a prefix of it: from
/// the first on, without a gap, each once; the messages of one sender in the order it sent them.
/// </summary>
internal sealed class TotalOrder : Checker
{
    private readonly Dictionary<ViewId, List<Message>> _orders = [];
    private readonly Dictionary<(ViewId, MemberId, bool), ulong> _newestOfSender = [];
    private Position[] _positions = [];

    public override string Name => "I2 TotalOrder";

    public override void Begin() => _positions = new Position[Cluster.Hosts.Length];

    public override void Delivered(SimulatedHost host, NodeReport report)
    {
        var view = report.View!.Id;
        ref var position = ref _positions[host.Index];
        if (position.View != view || position.Run != host.Run)
        {
            position = new Position(view, host.Run, 0);
        }

        if (!_orders.TryGetValue(view, out var order))
        {
            _orders[view] = order = [];
        }

        var message = new Message(report.Sequence, report.Sender, report.Payload.Length,
            Digest(report.Payload.Span), host.Name);
        if (position.Delivered < order.Count)
        {
            Compare(host, view, order[position.Delivered], message);
        }
        else
        {
            Extend(view, order, message, report);
        }

        position = position with { Delivered = position.Delivered + 1 };
    }

    private void Compare(SimulatedHost host, ViewId view, in Message first, in Message message)
    {
        if (!first.IsSame(message))
        {
            Broken($"in view {view}, {first.Host} delivered {first} where {host.Name} " +
                $"delivered {message}");
        }
    }

    /// <summary>
    /// Places grow, not always by one: a long message takes as many as its fragments.
    /// </summary>
    private void Extend(
        ViewId view, List<Message> order, in Message message, NodeReport report)
    {
        if (order.Count > 0 && message.Sequence <= order[^1].Sequence)
        {
            Broken($"in view {view}, {message.Host} delivered {message} after {order[^1]}");
        }

        order.Add(message);
        RequireOrderOfSender(view, report);
    }

    private void RequireOrderOfSender(ViewId view, NodeReport report)
    {
        if (report.SenderSequence == 0)
        {
            return;
        }

        var key = (view, report.Sender, report.IsBulk);
        var newest = _newestOfSender.GetValueOrDefault(key);
        if (report.SenderSequence <= newest)
        {
            Broken($"in view {view}, {report.Sender}'s message {report.SenderSequence} stands " +
                $"after its message {newest} in the order");
        }

        _newestOfSender[key] = report.SenderSequence;
    }

    /// <summary>FNV-1a, 64 bits: payloads are compared, not kept.</summary>
    private static ulong Digest(ReadOnlySpan<byte> bytes)
    {
        var digest = 0xcbf2_9ce4_8422_2325;
        foreach (var value in bytes)
        {
            digest = (digest ^ value) * 0x0000_0100_0000_01b3;
        }

        return digest;
    }

    /// <param name="Delivered">How many messages, which is not the newest place.</param>
    private readonly record struct Position(ViewId View, int Run, int Delivered);

    private readonly record struct Message(
        ulong Sequence, MemberId Sender, int Length, ulong Digest, string Host)
    {
        public bool IsSame(in Message other) => Sequence == other.Sequence
            && Sender == other.Sender && Length == other.Length && Digest == other.Digest;

        public override string ToString() =>
            $"number {Sequence} ({Length} bytes of {Sender}, {Digest:x})";
    }
}
