using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Engines;

/// <summary>The program of an engine outside the daemon, one on each host.</summary>
internal interface IEngineProgram
{
    /// <summary>
    /// Writes what it reads and gives it places of its own on the host, before its first start.
    /// </summary>
    void Prepare(LabHost host);

    /// <summary>What is run on the host, in the foreground.</summary>
    IReadOnlyList<string> Command(LabHost host);

    /// <summary>Whether a daemon could open a session with it.</summary>
    bool IsReady(LabHost host);
}
