using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Understands «VirtualInterfaces { }».</summary>
internal sealed class VirtualInterfaceBinder(DiagnosticBag diagnostics)
{
    private readonly AddressReader _addresses = new(diagnostics);
    private readonly ImmutableArray<VirtualInterface>.Builder _all =
        ImmutableArray.CreateBuilder<VirtualInterface>();

    private bool _saidTooMany;

    public AddressPlaces Places { get; } = new(diagnostics.Source);

    public ImmutableArray<VirtualInterface> All => _all.ToImmutable();

    public void Bind(Statement statement)
    {
        foreach (var item in statement.Items)
        {
            BindOne(item);
        }
    }

    private void BindOne(Item item)
    {
        var addresses = ImmutableArray.CreateBuilder<InterfaceAddress>();
        var good = true;
        foreach (var token in item.Tokens)
        {
            if (_addresses.Read(token, interfaceRequired: true) is { } address
                && IsUsable(token, address) && IsNew(token, address.Address))
            {
                addresses.Add(address);
            }
            else
            {
                good = false;
            }
        }

        if (addresses.Count > Limits.AddressesOfVirtualInterface)
        {
            diagnostics.Error(DiagnosticKind.TooManyAddresses, item.Token,
                $"this virtual interface has {addresses.Count} addresses, and " +
                $"{Limits.AddressesOfVirtualInterface} is the most",
                "Make several virtual interfaces of it.");
        }
        else if (good && addresses.Count > 0 && HasRoom(item.Token))
        {
            _all.Add(new VirtualInterface(addresses.ToImmutable()));
        }
    }

    private bool HasRoom(Token at)
    {
        if (_all.Count < Limits.VirtualInterfaces)
        {
            return true;
        }

        if (!_saidTooMany)
        {
            _saidTooMany = true;
            diagnostics.Error(DiagnosticKind.TooManyVirtualInterfaces, at,
                $"there are more than {Limits.VirtualInterfaces} virtual interfaces",
                "Divide them among several groups, each with a daemon of its own.");
        }

        return false;
    }

    private bool IsNew(Token token, IpAddress address)
    {
        if (Places.Add(address, token) is not { } first)
        {
            return true;
        }

        diagnostics.Error(DiagnosticKind.DuplicateAddress, token,
            $"{address} is listed twice: first at {diagnostics.Source.Describe(first.Start)}",
            "Remove one of them.");
        return false;
    }

    private bool IsUsable(Token token, InterfaceAddress address)
    {
        if (Unsuitable(address.Address) is { } reason)
        {
            diagnostics.Error(DiagnosticKind.AddressUnsuitable, token,
                $"{address.Address} cannot move between hosts: it is {reason}",
                "Write an address of the network that clients use.");
            return false;
        }

        if (IsNetworkOrBroadcast(address, out var what))
        {
            diagnostics.Warning(DiagnosticKind.AddressIsNetwork, token,
                $"{address.Address} is the {what} address of " +
                $"{new AddressBlock(address.Address, address.PrefixLength).First}" +
                $"/{address.PrefixLength}",
                "Check the address and the prefix length.");
        }

        return true;
    }

    private static string? Unsuitable(IpAddress address)
    {
        if (!address.IsV6)
        {
            var first = address.AsV4 >> 24;
            return first == 0 ? "no address of a host"
                : first == 127 ? "a loopback address"
                : first is >= 224 and < 240 ? "a multicast address"
                : first >= 240 ? "reserved" : null;
        }

        return address.Bits == 0 ? "no address of a host"
            : address.Bits == 1 ? "a loopback address"
            : address.Bits >> 120 == 0xff ? "a multicast address"
            : address.Bits >> 32 == 0xffff ? "an IPv4 address in IPv6 notation" : null;
    }

    private static bool IsNetworkOrBroadcast(
        InterfaceAddress address, [NotNullWhen(true)] out string? what)
    {
        what = null;
        if (!address.Address.IsV6 && address.PrefixLength < 31)
        {
            var hostBits = uint.MaxValue >> address.PrefixLength;
            what = (address.Address.AsV4 & hostBits) == 0 ? "network"
                : (address.Address.AsV4 & hostBits) == hostBits ? "broadcast" : null;
        }

        return what is not null;
    }
}
