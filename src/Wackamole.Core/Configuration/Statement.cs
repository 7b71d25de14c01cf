using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>One statement as it stands in the text, not yet understood.</summary>
/// <param name="Name">The directive's name.</param>
/// <param name="Items">
/// The value of an assignment; the items of a block; for a hook its word, then its event.
/// </param>
internal sealed record Statement(DirectiveInfo Info, Token Name, ImmutableArray<Item> Items)
{
    public Directive Directive => Info.Directive;

    /// <summary>The value of an assignment, or the word of a hook.</summary>
    public Token Value => Items[0].Token;
}
