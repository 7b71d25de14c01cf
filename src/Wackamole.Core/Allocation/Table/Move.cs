namespace Wackamole.Core.Allocation.Table;

/// <summary>One move of a balance round.</summary>
public readonly record struct Move(TableRow Row, int Target);
