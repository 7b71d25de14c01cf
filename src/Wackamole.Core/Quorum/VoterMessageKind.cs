namespace Wackamole.Core.Quorum;

/// <summary>The first byte of a voter message. Append only: on the wire.</summary>
public enum VoterMessageKind : byte
{
    Report = 1,
    Stored = 2,
    Prepare = 3,
    Propose = 4,
    Bootstrap = 5,
}
