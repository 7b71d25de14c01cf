namespace Wackamole.Core.Configuration;

/// <summary>Which components of a divided cluster cover addresses (PROTOCOL.md 4).</summary>
public enum QuorumMode
{
    /// <summary>Each of them: clients on either side are served.</summary>
    None,

    /// <summary>Only one with more than half of the votes.</summary>
    Majority,
}
