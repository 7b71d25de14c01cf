using System.Collections.Immutable;
using System.Text;

namespace Wackamole.Core.Configuration;

/// <summary>Cuts a command into path and arguments, without a shell.</summary>
internal static class CommandText
{
    /// <summary>The parts, or null where a quote inside the command is not closed.</summary>
    public static ImmutableArray<string>? Split(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var part = new StringBuilder();
        var inPart = false;
        var quote = '\0';
        foreach (var character in text)
        {
            if (quote != '\0' && character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && (character is '"' or '\''))
            {
                quote = character;
                inPart = true;
            }
            else if (quote == '\0' && (character is ' ' or '\t' or '\r' or '\n'))
            {
                Flush();
            }
            else
            {
                part.Append(character);
                inPart = true;
            }
        }

        Flush();
        return quote == '\0' ? parts.ToImmutable() : null;

        void Flush()
        {
            if (inPart)
            {
                parts.Add(part.ToString());
                part.Clear();
                inPart = false;
            }
        }
    }
}
