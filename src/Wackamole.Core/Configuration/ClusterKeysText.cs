using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Configuration;

/// <summary>
/// The key file: one key a line, as 64 hexadecimal digits or as base64; «#» begins a comment. The
/// first key seals what is sent; a second is accepted too, so that keys change host by host.
/// </summary>
public static class ClusterKeysText
{
    private const int KeyBytes = 32;

    public static bool TryParse(string text, [NotNullWhen(true)] out ClusterKeys? keys,
        [NotNullWhen(false)] out ClusterKeysRefusal? reason)
    {
        keys = null;
        if (text.Length > Limits.KeyFileCharacters)
        {
            reason = new ClusterKeysRefusal(ClusterKeysFault.TooLarge, 0);
            return false;
        }

        var found = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        var line = 0;
        foreach (var whole in text.AsSpan().TrimStart('\ufeff').EnumerateLines())
        {
            line++;
            var comment = whole.IndexOf('#');
            var content = (comment < 0 ? whole : whole[..comment]).Trim();
            if (content.Length > 0 && Add(content, found) is { } fault)
            {
                reason = new ClusterKeysRefusal(fault, line);
                return false;
            }
        }

        reason = found.Count == 0 ? new ClusterKeysRefusal(ClusterKeysFault.Empty, 0) : null;
        keys = reason is null ? new ClusterKeys(found.ToImmutable()) : null;
        return keys is not null;
    }

    /// <summary>A text that reads back as these keys.</summary>
    public static string Format(ClusterKeys keys)
    {
        var text = new StringBuilder(
            "# Key of a Wackamole cluster: the same file on every host, readable by root alone.\n" +
            "# The first key seals what is sent; a second is accepted too. To change keys: put\n" +
            "# the new one second on every host, then first on every host, then remove the old.\n");
        foreach (var key in keys.Keys)
        {
            text.Append(Convert.ToHexStringLower(key.AsSpan())).Append('\n');
        }

        return text.ToString();
    }

    private static ClusterKeysFault? Add(
        ReadOnlySpan<char> content, ImmutableArray<ImmutableArray<byte>>.Builder found)
    {
        if (Decode(content) is not { } bytes)
        {
            return ClusterKeysFault.NotAKey;
        }

        if (bytes.Length != KeyBytes)
        {
            return ClusterKeysFault.WrongLength;
        }

        if (!bytes.AsSpan().ContainsAnyExcept(bytes[0]))
        {
            return ClusterKeysFault.NotRandom;
        }

        if (found.Any(key => key.AsSpan().SequenceEqual(bytes)))
        {
            return ClusterKeysFault.SameKeyTwice;
        }

        if (found.Count == Limits.ClusterKeys)
        {
            return ClusterKeysFault.TooManyKeys;
        }

        found.Add([.. bytes]);
        return null;
    }

    private static byte[]? Decode(ReadOnlySpan<char> content)
    {
        const string Hexadecimal = "0123456789abcdefABCDEF";
        if (!content.ContainsAnyExcept(Hexadecimal))
        {
            // 32 bytes in base64 end in «=», so this is none of those.
            return content.Length == 2 * KeyBytes ? Convert.FromHexString(content) : [];
        }

        var bytes = new byte[content.Length];
        return Convert.TryFromBase64Chars(content, bytes, out var written)
            ? bytes[..written]
            : null;
    }
}
