namespace Wackamole.Core.Control;

/// <summary>Why a line on the control socket was not understood.</summary>
public enum ControlRefusal
{
    /// <summary>It was understood.</summary>
    None,

    /// <summary>Nothing stands in the line.</summary>
    Empty,

    /// <summary>More bytes than a line may have.</summary>
    TooLong,

    /// <summary>Not JSON, or text that is not UTF-8.</summary>
    NotJson,

    /// <summary>JSON, but no object.</summary>
    NotAnObject,

    /// <summary>
    /// A field that no request has: refused, since it might have changed the meaning.
    /// </summary>
    UnknownField,

    /// <summary>One field twice.</summary>
    RepeatedField,

    /// <summary>A field that is not text.</summary>
    NotText,

    /// <summary>No «command».</summary>
    MissingCommand,

    /// <summary>A «command» that does not exist.</summary>
    UnknownCommand,

    /// <summary>«move» without «virtualInterface».</summary>
    MissingVirtualInterface,

    /// <summary>«move» without «host».</summary>
    MissingHost,

    /// <summary>«virtualInterface» is not an IP address.</summary>
    NotAnAddress,

    /// <summary>«host» is empty or longer than a node's name can be.</summary>
    NotANodeName,

    /// <summary>
    /// A field that this command does not take: «fail» with a host would otherwise fail the
    /// wrong host.
    /// </summary>
    FieldNotForCommand,
}
