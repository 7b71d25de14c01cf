using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>What is sent: by time, and what was gathered up.</summary>
public sealed partial class Allocator
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<IpAddress, string> _reasonsTold = [];
    private readonly List<IpAddress> _backOffsOver = [];
    private bool _drainingTold;
    private bool _yieldingTold;
    private bool _matureNowSent;

    private TimeSpan BalanceInterval => _own.Settings.BalanceInterval > ShortestInterval
        ? _own.Settings.BalanceInterval
        : ShortestInterval;

    private bool HasSomethingToSend => IsSettled
        ? !_outbox.IsEmpty || _draining != _drainingTold || _yielding != _yieldingTold
        : HasHeadsToSend;

    private bool HasHeadsToSend => !_headsSent && _stated is not null
        && _gathering is { } gathering && gathering.IsToSpeak(_id);

    /// <summary>Does what is due and sends what was gathered up since the last Tick.</summary>
    public void Tick(Instant now)
    {
        if (now >= _own.BackOffs.Next)
        {
            _own.BackOffs.End(now, _backOffsOver);
            _outbox.Eligibility.UnionWith(_backOffsOver);
            _backOffsOver.Clear();
        }

        if (HasSomethingToSend)
        {
            Send();
        }

        if (now >= MatureDeadline)
        {
            _matureNowSent = true;
            Multicast(new AllocationMessage.MatureNow());
        }

        if (now >= BalanceDeadline)
        {
            _balanceAt = now + BalanceInterval;
            ProposeRound(_table!);
        }
    }

    /// <summary>Every member plans the round from its own table when this is delivered.</summary>
    private void ProposeRound(AllocationTable table)
    {
        var limit = _own.Settings.AcquisitionsPerRound;
        if (Balance.Plan(table, limit).Count > 0)
        {
            Multicast(new AllocationMessage.Balance(limit));
        }
    }

    /// <summary>
    /// Facts before deeds: who gives something up because it cannot hold it must have said so by
    /// then, or it would be given back at once.
    /// </summary>
    private void Send()
    {
        if (!IsSettled)
        {
            _headsSent = true;
            Multicast(new AllocationMessage.Heads(_stated!.Heads));
            return;
        }

        SendFacts();
        SendDeeds();
    }

    private void SendFacts()
    {
        if (_outbox.Reconfigured)
        {
            var catalogue = _own.Catalogue;
            var offer = _own.MakeOffer(catalogue);
            _outbox.Reconfigured = false;
            _stated = catalogue;
            RememberTold(offer, catalogue);
            Multicast(new AllocationMessage.Reconfigured(catalogue.Heads, offer));
        }

        if (_draining != _drainingTold)
        {
            _drainingTold = _draining;
            Multicast(new AllocationMessage.Drain(name, _draining));
        }

        if (_yielding != _yieldingTold)
        {
            _yieldingTold = _yielding;
            Multicast(new AllocationMessage.Yield(_yielding));
        }

        if (_outbox.Eligibility.Count > 0)
        {
            SendEligibility();
        }
    }

    private void SendEligibility()
    {
        var changes = new List<HeadReason>();
        foreach (var head in _outbox.Eligibility.Where(_stated!.Contains))
        {
            var reason = _own.ReasonAgainst(head);
            var told = _reasonsTold.GetValueOrDefault(head);
            if (!string.Equals(reason, told, StringComparison.Ordinal))
            {
                changes.Add(new HeadReason(head, reason));
                RememberTold(head, reason);
            }
        }

        _outbox.Eligibility.Clear();
        if (changes.Count > 0)
        {
            Multicast(new AllocationMessage.Eligible(ReasonTable.Fit(changes)));
        }
    }

    private void SendDeeds()
    {
        if (_outbox.Failed.Count > 0)
        {
            var faults = ReasonTable.Fit(
                _outbox.Failed.Select(fault => new HeadReason(fault.Key, fault.Value)));
            foreach (var (head, fault) in _outbox.Failed)
            {
                RememberTold(head, fault);
            }

            _outbox.Failed.Clear();
            Multicast(new AllocationMessage.Failed(faults));
        }

        if (_outbox.Acquired.Count > 0)
        {
            var acquired = new AllocationMessage.Acquired([.. _outbox.Acquired]);
            _outbox.Acquired.Clear();
            Multicast(acquired);
        }

        if (_outbox.Released.Count > 0)
        {
            var released = new AllocationMessage.Released([.. _outbox.Released]);
            _outbox.Released.Clear();
            Multicast(released);
        }
    }

    private void RememberTold(Offer offer, Catalogue catalogue)
    {
        _reasonsTold.Clear();
        foreach (var (index, _) in offer.Ineligible)
        {
            var head = catalogue.Heads[index];
            RememberTold(head, _own.ReasonAgainst(head));
        }
    }

    private void RememberTold(IpAddress head, string? reason)
    {
        if (reason is null)
        {
            _reasonsTold.Remove(head);
        }
        else
        {
            _reasonsTold[head] = reason;
        }
    }

    private void Multicast(AllocationMessage message) =>
        host.Multicast(MessageCodec.Encode(message));
}
