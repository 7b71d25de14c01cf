namespace Wackamole.Engines;

/// <summary>
/// An engine outside this process: it carries out what the node asks for and posts the node's
/// EngineReported events to the loop, in the engine's order. Every method is called from the loop
/// and returns at once.
/// </summary>
internal interface IEngine : IDisposable
{
    /// <summary>
    /// Told why no session can be opened, once for each reason; set before the first Connect.
    /// </summary>
    Action<string>? Waits { get; set; }

    /// <summary>
    /// Open a session and join the group, once. Answered by Connected or Disconnected.
    /// </summary>
    /// <param name="session">The number that every event of this session carries.</param>
    /// <param name="incarnation">Makes a name that no session had before.</param>
    void Connect(int session, ulong incarnation);

    /// <summary>Send to the group in its one order.</summary>
    /// <param name="payload">Copied before this returns.</param>
    /// <param name="safe">Give it back only once every member's engine has it.</param>
    void Multicast(ReadOnlySpan<byte> payload, bool safe);

    /// <summary>End the session, after what was multicast before.</summary>
    void Leave(int session);
}
