namespace Wackatrl.Inspecting;

/// <param name="Section">Without its brackets; empty above the first.</param>
internal sealed record IniEntry(string Section, string Key, string Value);
