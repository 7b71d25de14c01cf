namespace Wackamole.Core.Configuration;

/// <summary>
/// What is due at a place. The original needs blanks around «=», because a word may contain it;
/// without them it is taken for one only where no valid file can have a word with it.
/// </summary>
internal enum LexerMode
{
    /// <summary>A statement begins: «Group=x» is the directive, «=» and a value.</summary>
    Statement,

    /// <summary>«=» is due: «=x» is «=» and a value.</summary>
    Equals,

    /// <summary>A value: «a=b» is one word.</summary>
    Value,
}
