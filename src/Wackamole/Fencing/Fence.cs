using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Fencing;

/// <summary>
/// The daemon's fence: whether it stands, what it does about each address, what it dropped. Made
/// by the thread that starts the daemon; later FenceKeeper's thread alone changes how it stands.
/// </summary>
internal sealed class Fence : IFence, IDisposable
{
    private readonly FenceSettings _settings;
    private readonly LeaseWord _lease;
    private readonly ILogger _log;
    private volatile KernelFence? _kernel;
    private volatile FenceState _now = new(FenceStanding.Unfenced, "it was not installed yet");
    private ImmutableHashSet<IpAddress> _listed;

    private Fence(FenceSettings settings, LeaseWord lease, ILogger log)
    {
        (_settings, _lease, _log) = (settings, lease, log);
        _listed = settings.Addresses;
    }

    public FenceStanding Standing => _now.Standing;

    /// <summary>Why it does not stand; null where it does.</summary>
    public string? Reason => _now.Reason;

    public bool Stands => Standing == FenceStanding.Up;

    /// <summary>What the node has to know.</summary>
    public NodeEvent.FenceChanged News => new(
        Stands ? FenceKind.Kernel : FenceKind.None, Reason,
        MayHold: Standing is FenceStanding.Up or FenceStanding.Unfenced);

    /// <summary>
    /// Installs the fence as the configuration wants it, or says why not. Before the first packet,
    /// when no address of ours is on an interface any more.
    /// </summary>
    public static Fence Open(FenceSettings settings, LeaseWord lease,
        IReadOnlyCollection<NetworkInterface> interfaces, ILogger log)
    {
        var fence = new Fence(settings, lease, log);
        if (settings.Mode == FenceMode.None)
        {
            fence.GiveUp("«Fence = none»", interfaces);
        }
        else if (fence.TryInstall(interfaces) is { } fault)
        {
            fence.GiveUp(fault, interfaces);
        }

        return fence;
    }

    public string? WhyNotOn(NetworkInterface one) => Standing switch
    {
        FenceStanding.Unfenced => null,
        FenceStanding.Up when _kernel!.Covers(one) => null,
        FenceStanding.Up => $"the fence is not on {one.Name} yet",
        _ => $"the fence does not stand: {Reason}",
    };

    public string? Set(IEnumerable<IpAddress> addresses, VipState state)
    {
        if (_kernel?.Maps is not { } maps)
        {
            return null;
        }

        SystemFault? first = null;
        var listed = Volatile.Read(ref _listed);
        foreach (var address in addresses)
        {
            first ??= state == VipState.Elsewhere && !listed.Contains(address)
                ? maps.Forget(address) : maps.Set(address, state);
        }

        if (first is not null)
        {
            FenceLog.NotSet(_log, first.Text);
        }

        return first?.Text;
    }

    /// <summary>The configuration was read again: other addresses are managed now.</summary>
    public void Manage(ImmutableHashSet<IpAddress> addresses)
    {
        var before = Interlocked.Exchange(ref _listed, addresses);
        if (_kernel?.Maps is not { } maps)
        {
            return;
        }

        SystemFault? first = null;
        var refused = 0;
        foreach (var address in addresses.Except(before).Where(one => maps.Find(one) is null))
        {
            if (maps.Set(address, VipState.Elsewhere) is { } fault)
            {
                first ??= fault;
                refused++;
            }
        }

        if (first is not null)
        {
            FenceLog.NoRoom(_log, refused, first.Text);
        }

        // What is still on its way out is forgotten when it is gone.
        foreach (var address in before.Except(addresses)
            .Where(one => maps.Find(one) == VipState.Elsewhere))
        {
            maps.Forget(address);
        }
    }

    public IEnumerable<KeyValuePair<string, long>> Counters() =>
        _kernel?.Maps is { } maps ? DropCounters.Read(maps.Drops.Read) : [];

    /// <summary>
    /// Takes it off, where nothing of ours is on an interface any more. No thread uses it then.
    /// </summary>
    public void Remove()
    {
        if (_kernel is { } kernel && kernel.Remove() is { } fault)
        {
            FenceLog.Stays(_log, fault.Text);
        }
    }

    public void Dispose() => _kernel?.Dispose();

    /// <summary>Follows interfaces that came and went. FenceKeeper alone.</summary>
    internal void Follow(IReadOnlyCollection<NetworkInterface> interfaces)
    {
        try
        {
            foreach (var added in _kernel!.Follow(interfaces))
            {
                FenceLog.Covers(_log, added.Name);
            }
        }
        catch (SystemFaultException fault)
        {
            Lose(fault.Fault.Text);
        }
    }

    /// <summary>Looks whether all of it is in its place. FenceKeeper alone.</summary>
    internal void Check(IReadOnlyCollection<NetworkInterface> interfaces)
    {
        var fault = _kernel!.Fault(index =>
            interfaces.FirstOrDefault(one => one.Index == index)?.Name ?? $"interface {index}");
        if (fault is not null)
        {
            Lose(fault);
        }
    }

    /// <summary>Puts it back, or answers why not. FenceKeeper alone.</summary>
    internal string? TryRestore(IReadOnlyCollection<NetworkInterface> interfaces)
    {
        if (_kernel is not { } kernel)
        {
            return TryInstall(interfaces);
        }

        try
        {
            kernel.Restore(interfaces);
            Rise(kernel, interfaces);
            return null;
        }
        catch (SystemFaultException fault)
        {
            FenceLog.NotRestored(_log, fault.Fault.Text);
            return fault.Fault.Text;
        }
    }

    /// <summary>Goes on without it, as far as the configuration permits.</summary>
    internal void GiveUp(string reason, IReadOnlyCollection<NetworkInterface> interfaces)
    {
        // What an older run left is closed: it would drop what the daemon answers unfenced.
        var remnant = _kernel is { } kernel ? kernel.Remove()
            : KernelFence.RemoveRemnant(_settings.Pins, interfaces);
        var before = _now;
        if (remnant is not null || _settings.Mode == FenceMode.Required)
        {
            _now = new FenceState(FenceStanding.Refused, remnant?.Text ?? reason);
        }
        else
        {
            _now = new FenceState(FenceStanding.Unfenced, reason);
        }

        if (_now != before)
        {
            SayWithout(_now);
        }
    }

    private void SayWithout(FenceState state)
    {
        if (state.Standing == FenceStanding.Refused)
        {
            FenceLog.Refused(_log, state.Reason!);
        }
        else
        {
            FenceLog.Unfenced(_log, state.Reason!);
        }
    }

    private void Lose(string reason)
    {
        _now = new FenceState(FenceStanding.Lost, reason);
        FenceLog.Lost(_log, reason);
    }

    private string? TryInstall(IReadOnlyCollection<NetworkInterface> interfaces)
    {
        try
        {
            var listed = Volatile.Read(ref _listed);
            var kernel = KernelFence.Install(_settings.Pins, listed.Count, interfaces);
            foreach (var address in listed)
            {
                if (kernel.Maps.Set(address, VipState.Elsewhere) is { } fault)
                {
                    kernel.Remove();
                    kernel.Dispose();
                    return fault.Text;
                }
            }

            _kernel = kernel;
            _lease.Enforce(kernel.Maps.Lease);
            Rise(kernel, interfaces);
            return null;
        }
        catch (SystemFaultException fault)
        {
            return fault.Fault.Text;
        }
    }

    private void Rise(KernelFence kernel, IEnumerable<NetworkInterface> interfaces)
    {
        _now = new FenceState(FenceStanding.Up, null);
        FenceLog.Stands(_log, string.Join(", ", interfaces.Where(KernelFence.CanAnswer)
            .Select(one => one.Name)), kernel.Method, _settings.Pins.Folder);
    }

    private sealed record FenceState(FenceStanding Standing, string? Reason);
}
