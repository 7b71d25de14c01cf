using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Reads a configuration: the original's language (its wackamole.conf is accepted as it is) and
/// what docs/CONFIGURATION.md adds to it. Any text gives a result; nothing is thrown.
/// </summary>
public static class ConfigurationReader
{
    private const char ByteOrderMark = '\ufeff';

    /// <summary>Reads the bytes of a file, which should be UTF-8 text.</summary>
    /// <param name="fileName">For the diagnostics.</param>
    public static ConfigurationResult Read(ReadOnlySpan<byte> bytes, string fileName) =>
        bytes.Length > Limits.ConfigurationCharacters
            ? TooLarge(new SourceText(string.Empty, fileName))
            : Read(Encoding.UTF8.GetString(bytes), fileName);

    /// <summary>Reads a text.</summary>
    /// <param name="fileName">For the diagnostics.</param>
    public static ConfigurationResult Read(string text, string fileName)
    {
        var source = new SourceText(
            text.StartsWith(ByteOrderMark) ? text[1..] : text, fileName);
        if (text.Length > Limits.ConfigurationCharacters)
        {
            return TooLarge(source);
        }

        var diagnostics = new DiagnosticBag(source);
        var binder = new Binder(diagnostics);
        var parser = new Parser(source, diagnostics);
        foreach (var statement in parser.ParseAll())
        {
            binder.Bind(statement);
        }

        var said = binder.Finish(parser.Attempted);
        return new ConfigurationResult(
            diagnostics.HasErrors ? null : said, diagnostics.InOrder())
        {
            Places = binder.Places,
        };
    }

    private static ConfigurationResult TooLarge(SourceText source)
    {
        const int Kibibyte = 1024;
        var diagnostics = new DiagnosticBag(source);
        diagnostics.Add(DiagnosticKind.FileTooLarge, DiagnosticSeverity.Error, 0, 0,
            $"the file is larger than {Limits.ConfigurationCharacters / Kibibyte} KiB",
            "Is this a configuration of Wackamole?");
        return new ConfigurationResult(null, diagnostics.InOrder());
    }
}
