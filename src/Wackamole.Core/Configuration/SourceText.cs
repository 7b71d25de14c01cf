using System.Collections.Immutable;
using System.Text;

namespace Wackamole.Core.Configuration;

/// <summary>A text and where its lines are.</summary>
internal sealed class SourceText
{
    /// <summary>Most characters of a line that an excerpt shows; the rest is left out.</summary>
    private const int ExcerptWidth = 160;

    /// <summary>Characters shown before the place where a long line is cut.</summary>
    private const int ExcerptLead = 40;

    private const string Indent = "    ";

    private readonly ImmutableArray<int> _lineStarts;

    public SourceText(string text, string fileName)
    {
        Text = text;
        FileName = fileName;
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            starts.Add(end + 1);
        }

        _lineStarts = starts.ToImmutable();
    }

    public string Text { get; }

    public string FileName { get; }

    /// <summary>The line of a place, from 0.</summary>
    public int LineOf(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>«line 3, column 7».</summary>
    public string Describe(int offset)
    {
        var line = LineOf(offset);
        return $"line {line + 1}, column {offset - _lineStarts[line] + 1}";
    }

    public int ColumnOf(int offset) => offset - _lineStarts[LineOf(offset)];

    /// <summary>
    /// The line of a place with carets under it, both printable: the text may hold anything.
    /// Empty where the place has no length.
    /// </summary>
    public string Excerpt(int offset, int length)
    {
        if (length <= 0)
        {
            return string.Empty;
        }

        var (from, to) = ExcerptRange(offset);
        var caretEnd = Math.Clamp(offset + length, offset + 1, Math.Max(to, offset + 1));
        var text = new StringBuilder(Indent);
        AppendPrintable(text, from, to);
        text.Append('\n').Append(Indent);
        for (var i = from; i < offset; i++)
        {
            text.Append(Text[i] == '\t' ? '\t' : ' ');
        }

        return text.Append('^').Append('~', caretEnd - offset - 1).ToString();
    }

    private (int From, int To) ExcerptRange(int offset)
    {
        var line = LineOf(offset);
        var from = _lineStarts[line];
        var to = line + 1 < _lineStarts.Length ? _lineStarts[line + 1] - 1 : Text.Length;
        while (to > from && to > offset && Text[to - 1] is '\r' or ' ' or '\t')
        {
            to--;
        }

        if (to - from > ExcerptWidth)
        {
            from = Math.Max(from, offset - ExcerptLead);
            to = Math.Min(to, from + ExcerptWidth);
        }

        return (from, to);
    }

    private void AppendPrintable(StringBuilder text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            text.Append(Text[i] == '\t' || !char.IsControl(Text[i]) ? Text[i] : '\ufffd');
        }
    }
}
