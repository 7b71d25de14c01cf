using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// How far one entry of Notify has come: through the queue of acquired addresses, and for the
/// present one through the hosts that are to be told. Blocks are walked, never listed.
/// </summary>
/// <param name="target">The block, or null for the cluster's shared ARP table.</param>
internal sealed class NotificationCursor(NotifyTarget? target, bool ping, ArpTable table)
{
    private int _addressIndex = -1;
    private IpAddress _next;
    private IpAddress _last;
    private bool _ended = true;

    /// <summary>The number of the job that is next or present.</summary>
    public long Job { get; set; }

    /// <summary>Hosts that may still be told in this pass.</summary>
    public int Allowance { get; private set; }

    public void BeginPass() =>
        Allowance = target is { Throttle: > 0 } throttled ? throttled.Throttle : int.MaxValue;

    /// <summary>Finds the next host to tell; false where the queue is at its end.</summary>
    public bool TryMove(NotificationJobs jobs, out InterfaceAddress address, out ArpEntry host)
    {
        while (jobs.TryGet(Job, out var job))
        {
            while (job is not null && !job.Cancelled && _addressIndex < job.Addresses.Length)
            {
                if (!_ended && TryTarget(job.Addresses[_addressIndex], out host))
                {
                    address = job.Addresses[_addressIndex];
                    return true;
                }

                Begin(job);
            }

            Job++;
            (_addressIndex, _ended) = (-1, true);
        }

        (address, host) = (default, default);
        return false;
    }

    /// <summary>Adds what the host is told: two to five frames.</summary>
    public void Tell(InterfaceAddress address, ArpEntry host, List<NotifyFrame> into)
    {
        Allowance--;
        var broadcast = new NotifyFrame(address, host.Address, null, false);
        into.Add(broadcast);
        into.Add(broadcast);
        ulong? known = host.HardwareAddress == 0 ? null : host.HardwareAddress;
        if (target is null)
        {
            into.Add(broadcast with { TargetHardwareAddress = known });
            into.Add(broadcast with { TargetHardwareAddress = known });
        }

        if (ping && known is not null)
        {
            into.Add(new NotifyFrame(address, host.Address, known, true));
        }
    }

    private void Begin(NotificationJob job)
    {
        _addressIndex++;
        if (_addressIndex >= job.Addresses.Length)
        {
            return;
        }

        var address = job.Addresses[_addressIndex];
        _ended = !TryRange(address, out _next, out _last);
    }

    // Of two blocks one contains the other, or they are apart.
    private bool TryRange(InterfaceAddress address, out IpAddress first, out IpAddress last)
    {
        var near = address.Neighbourhood;
        var told = near;
        var applies = true;
        if (target is { } entry)
        {
            told = entry.Block.PrefixLength > near.PrefixLength ? entry.Block : near;
            var outer = entry.Block.PrefixLength > near.PrefixLength ? near : entry.Block;
            applies = outer.Contains(told.Address)
                && (entry.Interface.Length == 0
                    || string.Equals(entry.Interface, address.Interface, StringComparison.Ordinal));
        }

        first = told.First;
        var hostBits = told.Address.Length - told.PrefixLength;
        var more = hostBits >= 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;
        last = first with
        {
            Bits = first.Bits
                + (target is null ? more : UInt128.Min(more, Limits.NotifiedHosts - 1)),
        };
        return applies;
    }

    private bool TryTarget(InterfaceAddress address, out ArpEntry host)
    {
        while (!_ended)
        {
            if (!TryHere(out host))
            {
                return false;
            }

            _ended = host.Address == _last;
            _next = host.Address with { Bits = host.Address.Bits + (_ended ? 0u : 1u) };
            if (host.Address != address.Address)
            {
                return true;
            }
        }

        host = default;
        return false;
    }

    private bool TryHere(out ArpEntry host)
    {
        if (target is null)
        {
            _ended = !table.TryGetFrom(_next, out host) || host.Address.CompareTo(_last) > 0;
            return !_ended;
        }

        // For the echo request alone: a block's replies are broadcast, as the original's were.
        var hardware = 0UL;
        host = new ArpEntry(_next, ping && table.TryGet(_next, out hardware) ? hardware : 0);
        return true;
    }
}
