namespace Wackamole.Linux;

/// <summary>What somebody asks of the process by a signal (signal(7)).</summary>
public enum TerminationSignal
{
    /// <summary>SIGTERM, SIGINT or SIGQUIT: leave in order.</summary>
    Leave,

    /// <summary>SIGHUP: read the configuration again.</summary>
    Reload,
}
