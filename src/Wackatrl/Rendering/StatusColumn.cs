namespace Wackatrl.Rendering;

/// <param name="IsNumber">Set against the right edge.</param>
/// <param name="MayWrap">
/// Continued on the next line where the terminal is narrow; others stay in one piece.
/// </param>
internal sealed record StatusColumn(string Title, bool IsNumber = false, bool MayWrap = false);
