using System.Globalization;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Reads the values of directives, and says what is wrong with them.</summary>
internal sealed class ValueReader(DiagnosticBag diagnostics)
{
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Says what is wrong with a token, as an error.</summary>
    public void Report(Fault fault, Token at) =>
        Diagnostics.Error(fault.Kind, at, fault.Message, fault.Remedy);

    /// <summary>
    /// A word, bare or quoted. As in the original, what reads as a number, a time, an address or
    /// one of its keywords has to be quoted to be a word.
    /// </summary>
    public string? Word(Statement statement)
    {
        var token = statement.Value;
        if (token.Kind != TokenKind.Word)
        {
            return token.Text;
        }

        if (DirectiveTable.IsReserved(token.Text))
        {
            Diagnostics.Error(DiagnosticKind.ReservedWord, token,
                $"`{token.Text}` is a word of the language", $"Write `\"{token.Text}\"`.");
            return null;
        }

        if (IsNumberOrTime(token.Text)
            || token.Text.Contains('/') && IsOriginalAddress(token.Text))
        {
            Diagnostics.Error(DiagnosticKind.NotAWord, token,
                $"`{statement.Info.Name}` takes a word, and `{Token.Shorten(token.Text)}` is none",
                $"Write `\"{Token.Shorten(token.Text)}\"` if it is meant.");
            return null;
        }

        return token.Text;
    }

    /// <summary>A path from the root.</summary>
    public string? AbsolutePath(Statement statement)
    {
        var path = Word(statement);
        if (path is null || path.StartsWith('/'))
        {
            return path;
        }

        Diagnostics.Error(DiagnosticKind.PathNotAbsolute, statement.Value,
            $"`{statement.Info.Name}` takes a path from the root", "Begin it with `/`.");
        return null;
    }

    public int? Number(Statement statement, int least, int most) =>
        Number(statement.Info.Name, statement.Value, least, most);

    public int? Number(string name, Token token, int least, int most)
    {
        if (token.Kind != TokenKind.Word
            || token.Text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Diagnostics.Error(
                DiagnosticKind.NotANumber, token, $"`{name}` takes a whole number, and " +
                $"{token.Shown} is none",
                $"Write digits alone, as in `{name} = 10`.");
            return null;
        }

        if (!int.TryParse(
            token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Diagnostics.Error(DiagnosticKind.NumberTooLarge, token,
                $"the number {token.Shown} is too large", $"The largest is {most}.");
            return null;
        }

        if (number >= least && number <= most)
        {
            return number;
        }

        Diagnostics.Error(DiagnosticKind.OutOfRange, token,
            $"`{name}` of {number} is out of range", $"It is from {least} to {most}.");
        return null;
    }

    /// <summary>
    /// A number that the original took whatever it was: one that is too large is the most.
    /// </summary>
    public int? OriginalNumber(string name, Token token, int most)
    {
        var isDigits = token.Kind == TokenKind.Word && token.Text.Length > 0
            && !token.Text.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (!isDigits || int.TryParse(token.Text, NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) && number <= most)
        {
            return Number(name, token, 0, most);
        }

        Diagnostics.Warning(DiagnosticKind.NumberTooLarge, token,
            $"`{name}` of {token.Shown} is too large: {most} is used", $"Write `{most}`.");
        return most;
    }

    public TimeSpan? Time(Statement statement)
    {
        var token = statement.Value;
        var fault = TimeText.Read(token.Text, out var time);
        if (fault is { Kind: DiagnosticKind.TimeTooLong } && statement.Info.IsOriginal)
        {
            time = Limits.LongestConfiguredTime;
            Diagnostics.Warning(DiagnosticKind.TimeTooLong, token,
                $"{fault.Value.Message}: {TimeText.Format(time)} is used", fault.Value.Remedy);
            return time;
        }

        if (fault is { } found)
        {
            Report(found, token);
            return null;
        }

        if (token.Text[^1] is 'h' or 'H' && time > TimeSpan.Zero)
        {
            Diagnostics.Note(DiagnosticKind.HourMeans3600Seconds, token,
                $"`{token.Text}` is {TimeText.Format(time)} here; the original read it as " +
                $"`{token.Text[..^1]}s`");
        }

        return time;
    }

    /// <summary>
    /// A time within bounds. The original allows 0s where a program would run without a pause:
    /// such a file is accepted, with the least that makes sense.
    /// </summary>
    public TimeSpan? Time(Statement statement, TimeSpan least, TimeSpan most)
    {
        if (Time(statement) is not { } time)
        {
            return null;
        }

        if (time < least && statement.Info.IsOriginal)
        {
            Diagnostics.Warning(DiagnosticKind.TimeTooShort, statement.Value,
                $"`{statement.Info.Name}` of {TimeText.Format(time)} is too short: " +
                $"{TimeText.Format(least)} is used");
            return least;
        }

        if (time >= least && time <= most)
        {
            return time;
        }

        Diagnostics.Error(
            time < least ? DiagnosticKind.TimeTooShort : DiagnosticKind.TimeTooLong,
            statement.Value,
            $"`{statement.Info.Name}` of {TimeText.Format(time)} is out of range",
            time < least
                ? $"The least is {TimeText.Format(least)}."
                : $"The most is {TimeText.Format(most)}.");
        return null;
    }

    /// <summary>One of several words, in any case; which one it is, or null.</summary>
    public int? Choice(Statement statement, params ReadOnlySpan<string> choices)
    {
        var text = statement.Value.Text;
        for (var i = 0; i < choices.Length; i++)
        {
            if (text.Equals(choices[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        var nearest = Spelling.Nearest(text, choices.ToArray());
        var all = string.Join(" or ", choices.ToArray().Select(one => $"`{one}`"));
        Diagnostics.Error(DiagnosticKind.UnknownChoice, statement.Value,
            $"`{statement.Info.Name}` cannot be {statement.Value.Shown}",
            nearest is null ? $"It is {all}." : $"Did you mean `{nearest}`?");
        return null;
    }

    // The original knew IPv4 only: what looks like IPv6 was a word to it.
    private static bool IsOriginalAddress(string text) =>
        AddressText.Read(text, false) is { Fault: null } reading && !reading.Value.Address.IsV6;

    private static bool IsNumberOrTime(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end < 0 && text.Length > 0
            || end > 0 && end == text.Length - 1
                && "sSmMhH".Contains(text[end], StringComparison.Ordinal);
    }
}
