namespace Wackamole.Core.Configuration;

/// <summary>What follows a directive's name.</summary>
internal enum DirectiveForm
{
    /// <summary>«=» and one value.</summary>
    Assignment,

    /// <summary>«=» and one value, inside «Balance { }» only.</summary>
    BalanceAssignment,

    /// <summary>A block of assignments (Balance).</summary>
    BalanceBlock,

    /// <summary>A block of items, which may be braced groups themselves.</summary>
    Block,

    /// <summary>One item, or a block of items.</summary>
    ItemOrBlock,

    /// <summary>One word.</summary>
    Word,

    /// <summary>One word and an event.</summary>
    Hook,
}
