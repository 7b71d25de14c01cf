namespace Wackamole.Core.Configuration;

/// <summary>One spelling of a directive.</summary>
/// <param name="IsOriginal">
/// The original's words are reserved everywhere; ours only where a statement begins, so that
/// a group may go on being called «mesh» or «port».
/// </param>
internal sealed record DirectiveInfo(
    string Name, Directive Directive, DirectiveForm Form, bool IsOriginal);
