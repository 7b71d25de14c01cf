using System.Collections.Immutable;

namespace Wackatrl.Rendering;

/// <summary>Sentences below the tables, each on a line of its own.</summary>
internal sealed record StatusNotes(string Title, Tone Tone, ImmutableArray<string> Lines);
