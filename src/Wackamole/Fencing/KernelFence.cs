using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Linux.Native;

namespace Wackamole.Fencing;

/// <summary>
/// The fence as it stands in the kernel: maps, programs, and a hook at every interface that can
/// answer. One thread at a time changes it; every thread may ask what it covers.
/// </summary>
internal sealed class KernelFence : IDisposable
{
    private readonly FencePins _pins;
    private readonly uint _handle;
    private readonly FilterSocket _filters = new();
    private readonly BpfProgram _ingress;
    private readonly BpfProgram _egress;
    private ImmutableDictionary<int, IFenceHook> _hooks =
        ImmutableDictionary<int, IFenceHook>.Empty;

    private bool _usesFilters;

    private KernelFence(FencePins pins, FenceMaps maps)
    {
        (_pins, Maps, _handle) = (pins, maps, pins.Name.FilterHandle);
        _ingress = maps.LoadProgram(TrafficDirection.Ingress);
        _egress = maps.LoadProgram(TrafficDirection.Egress);
    }

    public FenceMaps Maps { get; }

    /// <summary>How the programs are attached, in a word.</summary>
    public string Method => _usesFilters ? "clsact" : "tcx";

    /// <summary>
    /// Makes maps and programs, attaches at every interface that can answer, pins, reads back.
    /// What an older run has left is replaced: it is closed, so nothing opens meanwhile.
    /// </summary>
    /// <param name="addresses">How many addresses are listed.</param>
    /// <param name="usesFilters">As if the kernel knew no tcx links.</param>
    /// <exception cref="SystemFaultException">Why not; nothing new of it stays.</exception>
    public static KernelFence Install(FencePins pins, int addresses,
        IEnumerable<NetworkInterface> interfaces, bool usesFilters = false)
    {
        if (TimeNamespace.HasOwnBootClock)
        {
            // The lease's end would be a point of another clock than that of the programs.
            throw new SystemFaultException(ErrorNumber.EOPNOTSUPP,
                "enforce the lease by the kernel", "this process has a boot clock of its own "
                + "(a time namespace): start it without one");
        }

        pins.MakeFolder();
        var maps = FenceMaps.Make(addresses);
        KernelFence? fence = null;
        try
        {
            fence = new KernelFence(pins, maps) { _usesFilters = usesFilters };
            fence.Attach(interfaces);
            return fence;
        }
        catch
        {
            fence?.Remove();
            fence?.Dispose();
            maps.Dispose();
            throw;
        }
    }

    /// <summary>Whether an interface can answer to ARP at all: Ethernet, and no loopback.</summary>
    public static bool CanAnswer(NetworkInterface one) => one.HardwareAddress != 0;

    /// <summary>
    /// Whether what an address on this interface says has to pass the fence. Any thread.
    /// </summary>
    public bool Covers(NetworkInterface one) =>
        !CanAnswer(one) || Volatile.Read(ref _hooks).ContainsKey(one.Index);

    /// <summary>
    /// Attaches where it is not attached yet, and lets go of interfaces that are gone.
    /// </summary>
    /// <returns>The interfaces that were not covered until now.</returns>
    /// <exception cref="SystemFaultException">The kernel refuses one.</exception>
    public IReadOnlyList<NetworkInterface> Follow(IEnumerable<NetworkInterface> interfaces)
    {
        var present = interfaces.Where(CanAnswer).ToList();
        foreach (var gone in _hooks.Keys.Except(present.Select(one => one.Index)).ToList())
        {
            var hook = _hooks[gone];
            Volatile.Write(ref _hooks, _hooks.Remove(gone));
            hook.Detach();
            hook.Dispose();
        }

        var added = new List<NetworkInterface>();
        foreach (var one in present.Where(one => !_hooks.ContainsKey(one.Index)))
        {
            try
            {
                Volatile.Write(ref _hooks, _hooks.Add(one.Index, AttachTo(one.Index)));
                added.Add(one);
            }
            catch (SystemFaultException gone) when (gone.Fault.Errno == ErrorNumber.ENODEV)
            {
                // It went since it was listed, as containers' interfaces do.
            }
        }

        return added;
    }

    /// <summary>What of the fence is not in its place any more; null where all is.</summary>
    public string? Fault(Func<int, string> nameOf)
    {
        foreach (var (index, hook) in _hooks)
        {
            try
            {
                if (hook.Fault() is { } fault)
                {
                    return $"on {nameOf(index)} {fault}";
                }
            }
            catch (SystemFaultException unknown) when (unknown.Fault.Errno == ErrorNumber.ENODEV)
            {
                // It went just now; the next listing says so.
            }
            catch (SystemFaultException unknown)
            {
                return unknown.Fault.Text;
            }
        }

        return FenceMaps.ArePinned(_pins) ? null : $"a pin in {_pins.Folder} is gone";
    }

    /// <summary>Puts everything back, with the same maps: what is closed stays closed.</summary>
    /// <exception cref="SystemFaultException">The kernel refuses.</exception>
    public void Restore(IEnumerable<NetworkInterface> interfaces)
    {
        foreach (var (_, hook) in _hooks)
        {
            hook.Detach();
            hook.Dispose();
        }

        Volatile.Write(ref _hooks, ImmutableDictionary<int, IFenceHook>.Empty);
        _pins.MakeFolder();
        Attach(interfaces);
    }

    /// <summary>Takes everything off. Only once no address of ours is on an interface.</summary>
    public SystemFault? Remove()
    {
        foreach (var (_, hook) in _hooks)
        {
            hook.Detach();
            hook.Dispose();
        }

        Volatile.Write(ref _hooks, ImmutableDictionary<int, IFenceHook>.Empty);
        return _pins.RemoveAll();
    }

    /// <summary>
    /// Takes off what a run that is no more has left of it, whichever way it was attached.
    /// </summary>
    /// <exception cref="SystemFaultException">There is no netlink socket.</exception>
    public static SystemFault? RemoveRemnant(
        FencePins pins, IReadOnlyCollection<NetworkInterface> interfaces)
    {
        if (pins.AreHidden && interfaces.Any(IsSomethingAttached))
        {
            return new SystemFault($"look for what an earlier run has left in {pins.Folder}",
                ErrorNumber.EACCES, FencePins.PrepareRemedy);
        }

        using var filters = new FilterSocket();
        var handle = pins.Name.FilterHandle;
        SystemFault? first = null;
        foreach (var one in interfaces.Where(CanAnswer))
        {
            first ??= filters.Detach(one.Index, TrafficDirection.Ingress, handle);
            first ??= filters.Detach(one.Index, TrafficDirection.Egress, handle);
        }

        return pins.RemoveAll() ?? first;
    }

    /// <summary>Closes what stands here and gives its descriptors back; pins stay.</summary>
    public void Dispose()
    {
        foreach (var (_, hook) in _hooks)
        {
            hook.Dispose();
        }

        _ingress.Dispose();
        _egress.Dispose();
        _filters.Dispose();
    }

    // Whose it is only root could find out.
    private static bool IsSomethingAttached(NetworkInterface one)
    {
        try
        {
            return CanAnswer(one) && BpfLink.List(one.Index, TrafficDirection.Ingress).Length > 0;
        }
        catch (SystemFaultException)
        {
            // A kernel without such links has none.
            return false;
        }
    }

    private void Attach(IEnumerable<NetworkInterface> interfaces)
    {
        Follow(interfaces);
        Maps.Pin(_pins);
        var wanted = _hooks.Values.SelectMany(hook => hook.Pins).ToHashSet();
        wanted.UnionWith([_pins.Vips, _pins.Lease, _pins.Drops]);
        if (_pins.RemoveAllBut(wanted) is { } fault)
        {
            throw new SystemFaultException(fault);
        }
    }

    private IFenceHook AttachTo(int interfaceIndex)
    {
        if (!_usesFilters)
        {
            try
            {
                return LinkHook.Attach(_pins, interfaceIndex, _ingress, _egress);
            }
            catch (SystemFaultException old) when (
                old.Fault.Errno == ErrorNumber.EINVAL && _hooks.IsEmpty)
            {
                _usesFilters = true;
            }
        }

        return FilterHook.Attach(_filters, interfaceIndex, _handle, _ingress, _egress);
    }
}
