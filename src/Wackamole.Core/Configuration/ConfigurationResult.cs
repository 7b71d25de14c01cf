using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>What reading a configuration gave.</summary>
/// <param name="File">What it says; null where a diagnostic is an error.</param>
/// <param name="Diagnostics">All that is to say about it, in the order of the text.</param>
public sealed record ConfigurationResult(
    ConfigurationFile? File, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where each address of a virtual interface stands, for CheckHost.</summary>
    internal AddressPlaces? Places { get; init; }

    /// <summary>
    /// What the text cannot know: interfaces that do not exist here and addresses outside every
    /// prefix of their interface. Warnings: an interface may come later.
    /// </summary>
    public ImmutableArray<Diagnostic> CheckHost(ImmutableArray<HostInterface> interfaces) =>
        File is null || Places is null ? [] : HostCheck.Check(File, Places, interfaces);
}
