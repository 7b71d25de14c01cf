using System.Collections.Immutable;

namespace Wackamole.Core.Configuration;

/// <summary>Something that the operator wants run at an event.</summary>
/// <param name="Kind">Only a Program is run.</param>
/// <param name="Text">As it stands in the file: for a program its path, then its arguments.</param>
public sealed record Hook(HookEvent Event, HookKind Kind, string Text)
{
    /// <summary>
    /// For a program: its path, then its arguments. No shell is involved: the text is cut at
    /// blanks, and what stands in quotes inside it stays together.
    /// </summary>
    public ImmutableArray<string> Command => CommandText.Split(Text) ?? [Text];
}
