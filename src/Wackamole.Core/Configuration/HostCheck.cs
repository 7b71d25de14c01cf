using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Compares a configuration with the interfaces that a host has.</summary>
internal static class HostCheck
{
    public static ImmutableArray<Diagnostic> Check(ConfigurationFile configuration,
        AddressPlaces places, ImmutableArray<HostInterface> interfaces)
    {
        var byName = interfaces.DistinctBy(one => one.Name, StringComparer.Ordinal)
            .ToDictionary(one => one.Name, StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var listed = configuration.VirtualInterfaces.SelectMany(one => one.Addresses)
            .Select(one => one.Address).ToHashSet();
        foreach (var address in configuration.VirtualInterfaces.SelectMany(one => one.Addresses))
        {
            if (!byName.TryGetValue(address.Interface, out var host))
            {
                found.Add(Unknown(address, places, byName.Keys));
            }
            else if (host.Own.Contains(address.Address) && !host.Own.Any(
                own => own.IsV6 == address.Address.IsV6 && !listed.Contains(own)))
            {
                found.Add(At(address, places, DiagnosticKind.OnlyAddress,
                    $"{address.Address} is this host's own: {host.Name} has no other that stays",
                    "Take it out of `VirtualInterfaces`: virtual addresses come and go, and the "
                    + "host needs one that is always there.", DiagnosticSeverity.Error));
            }
            else if (address.PrefixLength == address.Address.Length
                && !host.Prefixes.Any(prefix => prefix.Contains(address.Address)))
            {
                found.Add(Outside(address, places, host));
            }
        }

        return found.ToImmutable();
    }

    private static Diagnostic Unknown(
        InterfaceAddress address, AddressPlaces places, IEnumerable<string> names)
    {
        var nearest = Spelling.Nearest(address.Interface, names);
        return At(address, places, DiagnosticKind.InterfaceUnknownHere,
            $"this host has no interface {address.Interface}, so it cannot hold {address.Address}",
            nearest is not null
                ? $"Did you mean `{nearest}`?"
                : $"It has {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
    }

    private static Diagnostic Outside(
        InterfaceAddress address, AddressPlaces places, HostInterface host)
    {
        var prefixes = string.Join(
            ", ", host.Prefixes.Select(one => $"{one.First}/{one.PrefixLength}"));
        return At(address, places, DiagnosticKind.AddressOutsideEveryPrefix,
            $"{address.Address} is outside every prefix of {host.Name} " +
            $"({(prefixes.Length == 0 ? "it has none" : prefixes)}), and brings none itself: " +
            "hosts of the segment will not look for it there",
            "Write the prefix length of its network behind it, or check the interface.");
    }

    private static Diagnostic At(InterfaceAddress address, AddressPlaces places,
        DiagnosticKind kind, string message, string remedy,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning)
    {
        var token = places.Of(address.Address);
        return DiagnosticBag.At(places.Source, kind, severity,
            token.Start, token.Length, message, remedy);
    }
}
