namespace Wackamole.Lab.Demo;

/// <summary>
/// The recent past of one address: who answered in each part of it; null where nobody did, empty
/// where nobody had before either.
/// </summary>
internal sealed record BoardStrip(string Address, IReadOnlyList<string?> Hosts);
