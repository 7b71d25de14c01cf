namespace Wackamole.Lab.Hosts;

/// <summary>Where one host keeps what on a real machine lies under /etc, /run and /var.</summary>
internal sealed record HostFiles(string Root)
{
    public string Configuration => Path.Combine(Root, "wackamole.conf");

    public string Control => Path.Combine(Root, "control");

    public string Log => Path.Combine(Root, "log");

    public string StateDirectory => Path.Combine(Root, "state");

    /// <summary>Where what the engine's own daemon prints goes.</summary>
    public string EngineLog => Path.Combine(Root, "engine.log");

    public string EngineConfiguration => Path.Combine(Root, "engine.conf");

    /// <summary>The engine's own daemon's /tmp, where it needs one.</summary>
    public string EngineTemporary => Path.Combine(Root, "tmp");

    /// <summary>Stands in for /etc/machine-id on this host.</summary>
    public string MachineId => Path.Combine(Root, "machine-id");

    /// <summary>The last lines of a file; empty where there is none.</summary>
    public static string Tail(string path, int lines) => File.Exists(path)
        ? string.Join('\n', File.ReadLines(path).TakeLast(lines))
        : string.Empty;
}
