using System.Text;

namespace Wackatrl.Commands;

/// <summary>
/// The terminal's other screen (xterm's control sequences, «Alternate Screen Buffer»): what was
/// on the first one is there again afterwards.
/// </summary>
internal sealed class LiveScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string ClearToEndOfLine = "\e[K";
    private const string ClearBelow = "\e[J";

    private readonly Surroundings _around;

    public LiveScreen(Surroundings around)
    {
        _around = around;
        Write(Enter);
    }

    /// <summary>Draws over the last picture, so that nothing flickers.</summary>
    /// <param name="footer">Shown below, or where the picture had to be cut.</param>
    public void Show(string picture, string footer)
    {
        var lines = picture.TrimEnd('\n').Split('\n');
        var room = Math.Max(1, _around.Size().Height - 1);
        var text = new StringBuilder(Home);
        foreach (var line in lines.Take(room))
        {
            text.Append(line).Append(ClearToEndOfLine).Append('\n');
        }

        var hidden = lines.Length - room;
        text.Append(hidden > 0 ? $"{hidden} more lines do not fit; {footer}" : footer)
            .Append(ClearToEndOfLine).Append(ClearBelow);
        Write(text.ToString());
    }

    public void Dispose() => Write(Leave);

    private void Write(string text)
    {
        _around.Output.Write(text);
        _around.Output.Flush();
    }
}
