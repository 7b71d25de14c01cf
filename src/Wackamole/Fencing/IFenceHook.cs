namespace Wackamole.Fencing;

/// <summary>The fence's two programs at one interface. For one thread.</summary>
internal interface IFenceHook : IDisposable
{
    /// <summary>Null where both are in their place and stay when the daemon ends.</summary>
    string? Fault();

    /// <summary>The pins it needs; whatever else is pinned an older run has left.</summary>
    IEnumerable<string> Pins { get; }

    /// <summary>Takes both programs off.</summary>
    void Detach();
}
