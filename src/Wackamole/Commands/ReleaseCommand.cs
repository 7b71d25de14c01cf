using Wackamole.Addresses;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Sentinels;

namespace Wackamole.Commands;

/// <summary>
/// --release: removes what a daemon that is no more has left on the interfaces, and then its
/// fence. The service manager runs it after every end of the daemon (ExecStopPost).
/// </summary>
internal static class ReleaseCommand
{
    /// <exception cref="StartFaultException">The daemon of the group runs.</exception>
    public static int Run(string? named, TextWriter output)
    {
        var addresses = ListedAddresses(named, output, out var group);
        if (!Capabilities.Has(Capability.NetAdmin))
        {
            throw new StartFaultException(ExitStatus.Permission,
                "cannot remove addresses: Operation not permitted; run as root or grant "
                + "CAP_NET_ADMIN");
        }

        // Held meanwhile: a daemon must not start into the middle of this.
        using var guard = DuplicateGuard.Take(group);
        SentinelPresence.AwaitEnd(group);
        var fence = new FenceRemnant(FenceName.Of(group));

        // The others were not told and wait for that: until then the kernel may answer.
        fence.AwaitLease();
        fence.Close();
        var (left, fault) = FinalRelease.Run(
            addresses, address => output.WriteLine($"removed {address}"), fence);
        if (left == 0 && fence.Remove() is { } stays)
        {
            throw new StartFaultException(ExitStatus.Network, stays);
        }

        if (left == 0)
        {
            return ExitStatus.Ok;
        }

        throw new StartFaultException(ExitStatus.Network, fault ?? "an address stays");
    }

    private static HashSet<IpAddress> ListedAddresses(
        string? named, TextWriter output, out string group)
    {
        var path = SettingsLoader.Find(named);
        var result = SettingsLoader.Read(path);
        if (result.File is { } file)
        {
            group = file.Group;
            return Leftovers.AddressesOf(file.VirtualInterfaces.Items);
        }

        throw new StartFaultException(ExitStatus.Configuration,
            $"the configuration {path} has errors, so what to release is not known; "
            + $"`wackamole --check {path}` shows them");
    }
}
