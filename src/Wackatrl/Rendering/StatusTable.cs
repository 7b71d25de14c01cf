using System.Collections.Immutable;

namespace Wackatrl.Rendering;

/// <summary>A table before it is known how it will be drawn.</summary>
internal sealed record StatusTable(
    ImmutableArray<StatusColumn> Columns, ImmutableArray<ImmutableArray<StatusCell>> Rows);
