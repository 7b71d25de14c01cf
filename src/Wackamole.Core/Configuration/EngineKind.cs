namespace Wackamole.Core.Configuration;

/// <summary>Which group communication the cluster runs on (PROTOCOL.md 1).</summary>
public enum EngineKind
{
    /// <summary>The embedded engine.</summary>
    Mesh,

    /// <summary>A Spread daemon, as the original used.</summary>
    Spread,

    /// <summary>Corosync's closed process groups.</summary>
    Corosync,
}
