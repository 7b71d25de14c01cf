using System.Collections.Immutable;

namespace Wackatrl.Rendering;

/// <summary>Everything that «status» says, in its order.</summary>
internal sealed record StatusReport(
    ImmutableArray<ImmutableArray<StatusField>> Header, ImmutableArray<StatusTable> Tables,
    ImmutableArray<StatusNotes> Notes);
