namespace Wackamole.Lab.Hosts;

/// <summary>Where one host keeps what on a real machine lies under /etc, /run and /var.</summary>
internal sealed record HostFiles(string Root)
{
    public string Configuration => Path.Combine(Root, "wackamole.conf");

    public string Control => Path.Combine(Root, "control");

    public string Log => Path.Combine(Root, "log");

    public string StateDirectory => Path.Combine(Root, "state");

    /// <summary>Stands in for /etc/machine-id on this host.</summary>
    public string MachineId => Path.Combine(Root, "machine-id");
}
