namespace Wackamole.Core.Allocation.Messages;

/// <summary>Why a message was not taken; every one is counted.</summary>
public enum Refusal
{
    None,

    /// <summary>No view is installed.</summary>
    NoView,

    /// <summary>The sender is not a member of the present view.</summary>
    NotAMember,

    /// <summary>The first byte names no kind that this version knows.</summary>
    UnknownKind,

    /// <summary>
    /// It ends early, goes on too long, or holds a value that may not stand there.
    /// </summary>
    Malformed,

    /// <summary>The sender's State was here in this view.</summary>
    SecondState,

    /// <summary>
    /// A catalogue nobody asked for, or one that is not what its sender's State named.
    /// </summary>
    WrongCatalogue,

    /// <summary>It supposes a table, and the states of some members are missing.</summary>
    BeforeTheTable,

    /// <summary>It belongs to Gather, and that is over.</summary>
    AfterGather,
}
