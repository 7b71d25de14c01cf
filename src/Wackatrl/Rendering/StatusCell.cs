namespace Wackatrl.Rendering;

/// <summary>One word or number of a table.</summary>
internal readonly record struct StatusCell
{
    /// <summary>Stands where there is nothing, so that columns can be counted.</summary>
    public const string Nothing = "-";

    public StatusCell(string? text, Tone tone = Tone.Plain)
    {
        Text = string.IsNullOrEmpty(text) ? Nothing : Printable.Text(text);
        Tone = Text == Nothing ? Tone.Faint : tone;
    }

    public string Text { get; }

    public Tone Tone { get; }
}
