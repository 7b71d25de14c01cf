using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>What operators ask for.</summary>
public sealed partial class Node
{
    private void Answer(NodeEvent.Operator asked, Instant now)
    {
        var reply = Carry(asked.Asked, now);
        if (reply.Done is { } done)
        {
            Report(ReportLevel.Information, ReportKind.Operator, $"an operator asked: {done}");
        }

        Effects.Act(new NodeAction.Reply(asked.Request, reply));
    }

    private ControlReply Carry(ControlRequest asked, Instant now) => asked.Command switch
    {
        ControlCommand.Status => new ControlReply(null, Status: Describe(now)),
        ControlCommand.Fail => Fail(now),
        ControlCommand.Start => Start(asked.Host ?? _settings.Name, now),
        ControlCommand.Drain => Drain(asked.Host ?? _settings.Name, now),
        ControlCommand.Move => Move(asked, now),
        ControlCommand.Unpin => Unpin(asked, now),
        ControlCommand.Balance => Result(
            _allocator.RequestBalance(now), "the addresses are being balanced"),
        ControlCommand.Bootstrap => Bootstrap(),
        _ => new ControlReply("this daemon does not know that command"),
    };

    private ControlReply Fail(Instant now)
    {
        if (_phase is NodePhase.Failed or NodePhase.Departing)
        {
            return new ControlReply(null, $"{_settings.Name} stays out of the cluster already");
        }

        _startAfterLeaving = false;
        Depart(finish: false, now);
        return new ControlReply(null, $"{_settings.Name} leaves the cluster until «start»");
    }

    private ControlReply Start(string host, Instant now)
    {
        if (host != _settings.Name)
        {
            return Result(_allocator.RequestStart(host, now), $"{host} takes part again");
        }

        if (_phase == NodePhase.Failed)
        {
            ComeBack(now);
            return new ControlReply(null, $"{host} joins the cluster again");
        }

        if (_phase == NodePhase.Departing && !_finishAfterLeaving)
        {
            EnterPhase(NodePhase.Running, Instant.Never, now);
            _allocator.SetDraining(false, now);
            return new ControlReply(null, $"{host} stays in the cluster after all");
        }

        if (_phase == NodePhase.Leaving && !_finishAfterLeaving)
        {
            _startAfterLeaving = true;
            return new ControlReply(null, $"{host} joins the cluster again as soon as it has left");
        }

        if (_phase is NodePhase.Departing or NodePhase.Leaving or NodePhase.Finished)
        {
            return new ControlReply($"{host} is shutting down and will not come back by itself");
        }

        if (!_allocator.IsDraining)
        {
            return new ControlReply(null, $"{host} takes part already; nothing was changed");
        }

        _allocator.SetDraining(false, now);
        return new ControlReply(null, $"{host} takes part again");
    }

    private ControlReply Drain(string host, Instant now)
    {
        if (host != _settings.Name)
        {
            return Result(_allocator.RequestDrain(host, now), $"{host} gives its addresses away");
        }

        _allocator.SetDraining(true, now);
        return new ControlReply(null, $"{host} gives its addresses away and takes none");
    }

    private ControlReply Move(ControlRequest asked, Instant now)
    {
        if (asked.Host is not { } host || !IpAddress.TryParse(asked.VirtualInterface, out var head))
        {
            return new ControlReply(
                "say which virtual interface (its first address) and which host");
        }

        return Result(_allocator.RequestMove(head, host, now),
            $"{head} moves to {host} and stays there until «unpin»");
    }

    private ControlReply Unpin(ControlRequest asked, Instant now)
    {
        if (asked.VirtualInterface is not { } name)
        {
            return Result(_allocator.RequestUnpin(null, now), "no address is pinned any more");
        }

        return IpAddress.TryParse(name, out var head)
            ? Result(_allocator.RequestUnpin(head, now), $"{head} may be moved by balance again")
            : new ControlReply($"«{name}» is not an address");
    }

    private static ControlReply Result(string? fault, string done) =>
        fault is null ? new ControlReply(null, done) : new ControlReply(fault);
}
