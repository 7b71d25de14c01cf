namespace Wackamole.Core.Wire;

/// <summary>What a heartbeat says of a peer. Append only: on the wire.</summary>
public enum PeerVerdict : byte
{
    /// <summary>Packets of this incarnation arrived, the newest with this counter.</summary>
    Acknowledged = 1,

    /// <summary>It is not heard.</summary>
    NotHeard = 2,

    /// <summary>This incarnation is never acknowledged again.</summary>
    Withdrawn = 3,
}
