namespace Wackamole.Lab.Observing;

/// <summary>How one address does at this moment, and has done of late.</summary>
/// <param name="SilentMs">Since its last echo reply; null where it never answered.</param>
/// <param name="Station">Who answered the last broadcast question, or null.</param>
/// <param name="Strip">
/// The recent past in equal parts, oldest first: who answered in each; null where nobody did,
/// empty where nobody had before either.
/// </param>
internal sealed record AddressGlance(
    string Address, double? SilentMs, string? Station, IReadOnlyList<string?> Strip);
