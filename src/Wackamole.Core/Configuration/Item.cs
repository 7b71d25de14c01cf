using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>One thing of a statement: a token, or a braced group of tokens.</summary>
/// <param name="Token">The token, or the brace that opens the group.</param>
/// <param name="Group">What stands in the braces; null for a single token.</param>
internal sealed record Item(Token Token, ImmutableArray<Token>? Group = null)
{
    /// <summary>What it holds: the token alone, or those of the group.</summary>
    public ImmutableArray<Token> Tokens => Group ?? [Token];
}
