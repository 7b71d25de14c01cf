namespace Wackamole.Core.Group.Ordered;

/// <summary>The second byte of every message. Append only: on the wire.</summary>
public enum OrderedMessageKind : byte
{
    /// <summary>Who a session is; one in each round that leads to a view.</summary>
    Hello = 1,

    /// <summary>A sign of life: what comes back to its sender is evidence.</summary>
    Alive = 2,

    /// <summary>A part of a message of the node.</summary>
    Data = 3,

    /// <summary>A session holds nothing any more, and never will.</summary>
    Goodbye = 4,

    /// <summary>A session is silent for T and is left out.</summary>
    Absent = 5,
}
