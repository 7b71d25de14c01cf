using System.Collections.Immutable;
using Wackamole.Core.Values;
using static System.StringComparison;

namespace Wackamole.Core.Configuration;

/// <summary>Understands «Peers { }», «Multicast» and «Links { }».</summary>
internal sealed class PeerBinder(DiagnosticBag diagnostics)
{
    private readonly ValueReader _values = new(diagnostics);
    private readonly List<ImmutableArray<Place>> _peers = [];
    private readonly ImmutableArray<string>.Builder _links =
        ImmutableArray.CreateBuilder<string>();

    private Place? _multicast;

    /// <summary>Where a host is, with no port where the file names none.</summary>
    private readonly record struct Place(IpAddress Address, ushort? Port, Token Token)
    {
        public Endpoint At(ushort defaultPort) => new(Address, Port ?? defaultPort);
    }

    public ImmutableArray<string> Links => _links.ToImmutable();

    /// <summary>Whether a Peers block stands in the text, good or not.</summary>
    public Token? PeersName { get; private set; }

    public Token? MulticastName { get; private set; }

    public Token? LinksName { get; private set; }

    public ImmutableArray<Peer> Peers(ushort port) => [.. _peers.Select(one => new Peer(
        one[0].At(port), one.Length > 1 ? one[1].At(port) : null))];

    public Endpoint? Multicast(ushort port) => _multicast?.At(port);

    public void BindPeers(Statement statement)
    {
        PeersName = statement.Name;
        foreach (var item in statement.Items)
        {
            var places = item.Tokens.Select(ReadPeer).ToList();
            if (places.Count > Limits.Links)
            {
                diagnostics.Error(DiagnosticKind.TooManyLinks, item.Token,
                    $"this peer has {places.Count} addresses, and {Limits.Links} is the most",
                    "Braces hold the addresses of one host, one for each link.");
            }
            else if (places.Count > 0 && places.All(one => one is not null))
            {
                _peers.Add([.. places.Select(one => one!.Value)]);
            }
        }
    }

    public void BindMulticast(Statement statement)
    {
        MulticastName = statement.Name;
        _multicast = null;
        if (Read(statement.Value) is not { } place)
        {
            return;
        }

        if (IsMulticast(place.Address))
        {
            _multicast = place;
            return;
        }

        diagnostics.Error(DiagnosticKind.NotMulticast, statement.Value,
            $"{place.Address} is no multicast address",
            "Take one from 239.192.0.0/14 or ff15::/16, or list the hosts in `Peers { … }`.");
    }

    public void BindLinks(Statement statement)
    {
        LinksName = statement.Name;
        foreach (var token in statement.Items.SelectMany(item => item.Tokens))
        {
            if (InterfaceName.Fault(token.Text) is { } fault)
            {
                _values.Report(fault, token);
            }
            else if (_links.Contains(token.Text, StringComparer.Ordinal))
            {
                diagnostics.Error(
                    DiagnosticKind.DuplicatePeer, token, $"the link {token.Shown} is listed twice",
                    "Remove one of the two.");
            }
            else if (_links.Count == Limits.Links)
            {
                diagnostics.Error(DiagnosticKind.TooManyLinks, token,
                    $"there are more than {Limits.Links} links",
                $"List at most {Limits.Links}.");
            }
            else
            {
                _links.Add(token.Text);
            }
        }
    }

    /// <summary>Says what is wrong with the peers as a whole, now that the port is known.</summary>
    public void Check(ushort port, AddressPlaces virtualAddresses)
    {
        var seen = new Dictionary<Endpoint, Token>();
        foreach (var place in _peers.SelectMany(one => one))
        {
            if (!seen.TryAdd(place.At(port), place.Token))
            {
                var first = diagnostics.Source.Describe(seen[place.At(port)].Start);
                diagnostics.Error(DiagnosticKind.DuplicatePeer, place.Token,
                    $"the peer {place.At(port)} is listed twice: first at {first}",
                    "Remove one of them.");
            }

            if (place.Address.IsV6 && place.Token.Text.EndsWith($":{port}", Ordinal)
                && place.Port is null)
            {
                diagnostics.Warning(DiagnosticKind.AmbiguousAddress, place.Token,
                    $"{place.Token.Shown} is read as an address without a port",
                    $"Write `[{place.Address}]`, or with a port `[fd00::1]:{port}`.");
            }

            if (virtualAddresses.Contains(place.Address))
            {
                var where = virtualAddresses.Of(place.Address).Start;
                diagnostics.Error(DiagnosticKind.PeerIsVirtual, place.Token,
                    $"the peer {place.Address} is a virtual address " +
                    $"({diagnostics.Source.Describe(where)}), which moves between hosts",
                    "List the address that this host always has.");
            }
        }

        if (_peers.Count > Limits.Members)
        {
            diagnostics.Error(DiagnosticKind.TooManyPeers, _peers[Limits.Members][0].Token,
                $"there are {_peers.Count} peers, and {Limits.Members} is the most",
                "Divide the hosts into several clusters, each with a group of its own.");
        }
    }

    private Place? ReadPeer(Token token)
    {
        if (Read(token) is not { } place)
        {
            return null;
        }

        var unusable = place.Address.Bits == 0 || place.Address.AsV4 == uint.MaxValue
            || place.Address == IpAddress.V4(0) || IsMulticast(place.Address);
        if (!unusable)
        {
            return place;
        }

        diagnostics.Error(DiagnosticKind.AddressUnsuitable, token,
            $"{place.Address} is no address of one host",
            IsMulticast(place.Address) ? $"Write `Multicast = {place.Address}`."
                : "Write the host's own address on the network that the hosts share.");
        return null;
    }

    private Place? Read(Token token)
    {
        if (token.Kind != TokenKind.Word)
        {
            diagnostics.Error(
                DiagnosticKind.NotAnAddress, token, $"{token.Shown} is no address of a host",
                "Write the address under which the other hosts reach it, as in `10.0.0.1`.");
            return null;
        }

        if (EndpointText.Read(token.Text, out var address, out var port) is { } fault)
        {
            _values.Report(fault, token);
            return null;
        }

        return new Place(address, port, token);
    }

    private static bool IsMulticast(IpAddress address) => address.IsV6
        ? address.Bits >> 120 == 0xff
        : address.AsV4 >> 28 == 0xe;
}
