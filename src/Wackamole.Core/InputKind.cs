namespace Wackamole.Core;

public enum InputKind
{
    /// <summary>
    /// Every packet that was queued has been handed over, and a deadline may have passed.
    /// </summary>
    Tick,

    /// <summary>A datagram arrived.</summary>
    Datagram,

    /// <summary>Anything else happened.</summary>
    Event,
}
