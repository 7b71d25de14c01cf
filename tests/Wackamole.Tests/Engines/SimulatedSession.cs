namespace Wackamole.Tests.Engines;

/// <summary>A client's session with the daemon of its host.</summary>
internal sealed class SimulatedSession(int host, int number, string name)
{
    public int Host { get; } = host;

    public int Number { get; } = number;

    public string Name { get; } = name;

    /// <summary>Its process or its daemon is gone, or it said that it ends.</summary>
    public bool IsOver { get; set; }
}
