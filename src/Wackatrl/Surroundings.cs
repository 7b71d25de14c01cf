using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackatrl.Diagnosis.Facts;
using Wackatrl.Inspecting;

namespace Wackatrl;

/// <summary>What the command writes to and what that can show.</summary>
internal sealed record Surroundings
{
    private static readonly ImmutableArray<string> LocaleVariables =
        ["LC_ALL", "LC_CTYPE", "LANG"];

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches: tables with rules, and the live view.</summary>
    public bool IsTerminal { get; init; }

    public bool HasColours { get; init; }

    /// <summary>Whether lines can be drawn with more than ASCII.</summary>
    public bool HasUnicode { get; init; }

    /// <summary>Columns and lines of the terminal, asked anew for each picture.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (80, 24);

    /// <summary>How long a daemon may take to answer.</summary>
    public TimeSpan AnswerTime { get; init; } = Limits.ControlCommandTime;

    /// <summary>Looked at in this order where no configuration is named.</summary>
    public ImmutableArray<string> ConfigurationPlaces { get; init; } =
        ["/etc/wackamole.conf", "./wackamole.conf"];

    /// <summary>Where the files of the host begin that «doctor» reads.</summary>
    public string Root { get; init; } = "/";

    /// <summary>What addresses the host has now.</summary>
    public Func<Reading<ImmutableArray<HostAddress>>> Addresses { get; init; } =
        AddressInspector.All;

    public static Surroundings OfThisProcess()
    {
        var isTerminal = !Console.IsOutputRedirected && Variable("TERM") is not ("" or "dumb");
        return new Surroundings
        {
            Output = OutputStream.Open(),
            Error = Console.Error,
            IsTerminal = isTerminal,
            HasColours = isTerminal && Variable("NO_COLOR").Length == 0,
            HasUnicode = SaysUnicode(),
            Size = () => (Console.WindowWidth, Console.WindowHeight),
        };
    }

    // As setlocale(3): the first of these that is set decides.
    private static bool SaysUnicode()
    {
        var locale = LocaleVariables.Select(Variable)
            .FirstOrDefault(value => value.Length > 0) ?? "";
        return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? "";
}
