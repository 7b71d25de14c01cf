namespace Wackamole;

/// <summary>
/// How the daemon ends, as scripts and the service manager see it (documented in wackamole(8)).
/// </summary>
internal static class ExitStatus
{
    /// <summary>Everything was done: left in order, or the question was answered.</summary>
    public const int Ok = 0;

    /// <summary>
    /// The command line or the configuration file is wrong. A restart does not help.
    /// </summary>
    public const int Configuration = 2;

    /// <summary>A permission (capability) is missing. A restart does not help.</summary>
    public const int Permission = 3;

    /// <summary>
    /// The network could not be set up: an address to bind, a socket, an interface.
    /// </summary>
    public const int Network = 4;

    /// <summary>Another daemon of this group runs in this network namespace.</summary>
    public const int Duplicate = 5;

    /// <summary>
    /// The daemon itself failed; it removed its addresses first (EX_SOFTWARE of sysexits.h).
    /// </summary>
    public const int Internal = 70;
}
