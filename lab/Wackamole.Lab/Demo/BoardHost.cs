namespace Wackamole.Lab.Demo;

/// <summary>One host as the board shows it.</summary>
/// <param name="Condition">What it is at, unless it serves; null where it does.</param>
/// <param name="Broken">Whether that is a fault, or just takes its time.</param>
/// <param name="Addresses">Those it answers for, as the client sees it.</param>
/// <param name="News">For addresses that came of late: from which host.</param>
internal sealed record BoardHost(
    string Name, string? Condition, bool Broken, IReadOnlyList<string> Addresses,
    IReadOnlyDictionary<string, string> News);
