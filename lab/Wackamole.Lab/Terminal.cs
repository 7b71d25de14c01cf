using Spectre.Console;

namespace Wackamole.Lab;

/// <summary>
/// Where pictures and tables go: in colour on a terminal, plain into files and pipes.
/// </summary>
internal static class Terminal
{
    private const int FileColumns = 120;

    public static bool IsInteractive { get; } = !Console.IsOutputRedirected
        && AnsiConsole.Profile.Capabilities.Ansi;

    public static IAnsiConsole Output { get; } = Make();

    private static IAnsiConsole Make()
    {
        if (IsInteractive)
        {
            return AnsiConsole.Console;
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = FileColumns;
        return plain;
    }
}
