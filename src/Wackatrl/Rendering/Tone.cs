namespace Wackatrl.Rendering;

/// <summary>How a word is meant; shown as a colour where there are colours.</summary>
internal enum Tone
{
    Plain,
    Good,
    Warning,
    Bad,
    Faint,
}
