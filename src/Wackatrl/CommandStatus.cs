namespace Wackatrl;

/// <summary>How the command ends, as scripts see it (documented in wackatrl(8)).</summary>
internal static class CommandStatus
{
    public const int Done = 0;

    /// <summary>The daemon answered that it does not do this; its reason was printed.</summary>
    public const int Refused = 1;

    /// <summary>«doctor» found something that does not work.</summary>
    public const int Problem = 1;

    /// <summary>The command line, the configuration or a key file is wrong.</summary>
    public const int Usage = 2;

    /// <summary>No daemon answered on the control socket.</summary>
    public const int Unreachable = 3;

    /// <summary>The output could not be written, or its reader has gone.</summary>
    public const int Unwritten = 4;
}
