namespace Spread.Client;

/// <summary>Why bytes from the daemon were not taken.</summary>
public enum FrameRefusal
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Neither of the two marks of byte order. What follows cannot be found.</summary>
    IllegalMark,

    /// <summary>
    /// The number of names is negative or absurd. What follows cannot be found.
    /// </summary>
    IllegalGroupCount,

    /// <summary>
    /// The length of the data is negative or absurd. What follows cannot be found.
    /// </summary>
    IllegalDataLength,

    /// <summary>A name that does not end within its field.</summary>
    UnterminatedName,

    /// <summary>Not exactly one kind of message.</summary>
    IllegalType,

    /// <summary>
    /// A client's message that carries bits which only a daemon may set: a forged view.
    /// </summary>
    ForgedByClient,

    /// <summary>Bits outside the number that belongs to the application.</summary>
    IllegalHint,

    /// <summary>A view whose data is not as long as its own counts say.</summary>
    IllegalMembershipLength,

    /// <summary>A view without sets, or with an empty one.</summary>
    EmptySet,

    /// <summary>A view that does not say which set is the receiver's.</summary>
    IllegalOwnSet,

    /// <summary>Names or data where there are none in a message of this kind.</summary>
    UnexpectedContent,
}
