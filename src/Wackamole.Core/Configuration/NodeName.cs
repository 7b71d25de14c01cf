using System.Buffers;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>What may name a node.</summary>
public static class NodeName
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Why this cannot name a node, or null where it can.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "it is empty"
        : name.Length > Limits.NodeNameBytes ? $"it is longer than {Limits.NodeNameBytes} bytes"
        : name.AsSpan().ContainsAnyExcept(Allowed)
            ? "a name has letters, digits, `.`, `-` and `_` only"
            : null;
}
