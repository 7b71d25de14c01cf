namespace Wackamole.Tests.Tidy.Rules;

/// <summary>A member that is not to be used, and why.</summary>
/// <param name="Folders">Where it is banned.</param>
internal sealed record BannedCall(
    string Type, string Member, string Reason, params string[] Folders)
{
    private static readonly string[] Everywhere = ["src", "tests", "lab"];

    public static readonly BannedCall[] All =
    [
        new("Thread", "Sleep", "a sleep is a delay for whatever waits behind it: wait for the "
            + "condition itself, with a bound", "src", "tests"),
        new("Task", "Delay", "a test waits for a condition with a bound, never for a duration",
            "tests"),
        new("Environment", "Exit", "leaves addresses on the interfaces: end the loop in order",
            "src/Wackamole"),
        new("Environment", "FailFast", "leaves addresses on the interfaces: Invariant.Require "
            + "releases them first", "src"),
        new("Debug", "Assert", "vanishes in a release build: Invariant.Require stays",
            Everywhere),
        new("DateTime", "Now", "local time jumps twice a year: DateTimeOffset.UtcNow, or the "
            + "monotonic clock", Everywhere),
        new("DateTimeOffset", "Now", "local time jumps twice a year: DateTimeOffset.UtcNow, or "
            + "the monotonic clock", Everywhere),
        new("Encoding", "Default", "say which encoding", Everywhere),
        new("CultureInfo", "CurrentCulture", "hosts differ: InvariantCulture", Everywhere),
        new("CultureInfo", "CurrentUICulture", "hosts differ: InvariantCulture", Everywhere),
        new("StringComparison", "CurrentCulture", "hosts differ: Ordinal", Everywhere),
        new("StringComparison", "CurrentCultureIgnoreCase", "hosts differ: OrdinalIgnoreCase",
            Everywhere),
        new("StringComparison", "InvariantCulture", "it ignores characters: Ordinal", Everywhere),
        new("StringComparison", "InvariantCultureIgnoreCase", "it ignores characters: "
            + "OrdinalIgnoreCase", Everywhere),
        new("StringComparer", "CurrentCulture", "hosts differ: Ordinal", Everywhere),
        new("StringComparer", "InvariantCulture", "it ignores characters: Ordinal", Everywhere),
        new("Random", "Shared", "a failing run could not be repeated: take a seed", Everywhere),
    ];
}
