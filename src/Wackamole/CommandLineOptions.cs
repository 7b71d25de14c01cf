namespace Wackamole;

/// <summary>What the command line asks for.</summary>
internal sealed record CommandLineOptions
{
    /// <summary>-c, --config: the configuration file.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>-d, --debug: everything in the log, with timestamps.</summary>
    public bool Debug { get; init; }

    /// <summary>-u, --user: give up being root.</summary>
    public string? User { get; init; }

    /// <summary>--pid-file: where the process id is written.</summary>
    public string? PidFile { get; init; }
}
