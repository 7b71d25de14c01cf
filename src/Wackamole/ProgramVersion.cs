namespace Wackamole;

/// <summary>The release that this program is of.</summary>
internal static class ProgramVersion
{
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
