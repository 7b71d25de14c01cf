namespace Wackatrl.Rendering;

/// <summary>A value of the header with its name.</summary>
internal readonly record struct StatusField(string Name, StatusCell Value);
