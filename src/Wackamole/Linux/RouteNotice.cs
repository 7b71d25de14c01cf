using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Linux;

/// <summary>Something about interfaces or addresses changed, whoever did it.</summary>
public abstract record RouteNotice
{
    private RouteNotice()
    {
    }

    /// <summary>An interface appeared, changed (carrier, up or down, name), or went.</summary>
    public sealed record LinkChanged(NetworkInterface Interface, bool Present) : RouteNotice;

    /// <summary>
    /// An address was added, or got a new lifetime or flag; our own additions too.
    /// </summary>
    public sealed record AddressAdded(KernelAddress Address) : RouteNotice;

    /// <summary>An address was removed, or its lifetime ended; our own removals too.</summary>
    /// <param name="Protocol">Who had put it there; ours is RouteSocket.AddressProtocol.</param>
    public sealed record AddressRemoved(
        int InterfaceIndex, IpAddress Address, int PrefixLength, byte Protocol) : RouteNotice;

    /// <summary>Notices were lost: read interfaces and addresses anew.</summary>
    public sealed record Overrun : RouteNotice;
}
