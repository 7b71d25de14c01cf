using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Removes addresses of ours over a socket of its own: it works whatever the daemon's threads
/// are doing, and without any daemon (--release).
/// </summary>
internal static class FinalRelease
{
    /// <summary>
    /// Removes those of these that carry our tag; answers how many stay, and why.
    /// </summary>
    /// <param name="removed">Told each that was found, as «interface:address/prefix».</param>
    /// <param name="remnant">
    /// The fence of a daemon that is no more: what that held goes too, listed or not.
    /// </param>
    public static (int Left, string? Fault) Run(
        IReadOnlySet<IpAddress> addresses, Action<string> removed, FenceRemnant? remnant = null)
    {
        try
        {
            using var route = RouteSocket.Open();
            var unlisted = route.ListInterfaces(out var interfaces);
            var unread = route.Dump(null, out var present);
            if ((unlisted ?? unread) is { } fault)
            {
                return (1, fault.Text);
            }

            if (remnant is not null)
            {
                addresses = addresses.Union(
                    remnant.HeldAmong(present.Select(one => one.Address))).ToHashSet();
            }

            var names = new InterfaceNames(interfaces);
            return Remove(route, Leftovers.AtEnd(present, addresses), addresses, names, removed);
        }
        catch (SystemFaultException fault)
        {
            return (1, fault.Fault.Text);
        }
    }

    private static (int Left, string? Fault) Remove(
        RouteSocket route, ImmutableArray<KernelAddress> found, IReadOnlySet<IpAddress> addresses,
        InterfaceNames names, Action<string> removed)
    {
        if (found.IsEmpty)
        {
            return (0, null);
        }

        var fault = Leftovers.Remove(route, found, names);
        if (route.Dump(null, out var present) is { } unread)
        {
            return (found.Length, unread.Text);
        }

        var left = Leftovers.AtEnd(present, addresses);
        foreach (var one in found)
        {
            if (!left.Contains(one))
            {
                removed(names.Describe(one));
            }
        }

        return (left.Length, fault);
    }
}
