using System.Collections.Immutable;
using System.Text;

namespace Spread.Client.Wire;

/// <summary>
/// From the first byte to the session. Every step is one write: a daemon reads each field once,
/// and ends the connection where it has not come whole; nothing is sent ahead of an answer.
/// </summary>
internal static class Handshake
{
    private const byte Accepted = 1;
    private const byte WantsMembership = 1;
    private const int MethodBytes = SpreadLimits.AuthenticationNameBytes + 1;

    /// <summary>The version that this client speaks, in the three bytes of the wire.</summary>
    private static readonly byte[] Version = [5, 0, 1];

    /// <summary>Opens the session.</summary>
    /// <exception cref="SpreadException">The daemon refuses, or is none.</exception>
    /// <exception cref="IOException">The connection breaks.</exception>
    public static async Task<(string PrivateGroup, Version Daemon)> RunAsync(
        Stream stream, SpreadConnectionOptions options, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(ConnectRecord(options), cancellationToken).ConfigureAwait(false);
        var length = await ReadCodeAsync(stream, cancellationToken).ConfigureAwait(false);
        var list = await ReadAsync(stream, length, cancellationToken).ConfigureAwait(false);
        var offered = Encoding.Latin1.GetString(list)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var method in options.Authentication)
        {
            if (!offered.Contains(method.Name, StringComparer.Ordinal))
            {
                throw new SpreadException(SpreadError.AuthenticationFailed,
                    $"the daemon does not offer the authentication «{method.Name}» but "
                    + $"«{string.Join(' ', offered)}»");
            }
        }

        await stream.WriteAsync(MethodsRecord(options.Authentication), cancellationToken)
            .ConfigureAwait(false);
        foreach (var method in options.Authentication)
        {
            await method.ExchangeAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        return await ReadAcceptAsync(stream, options.Name, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// What a client says first: <c>version 3 | flags u8 | length u8 | name</c>.
    /// </summary>
    public static byte[] ConnectRecord(SpreadConnectionOptions options) =>
    [
        .. Version, options.WantsMembership ? WantsMembership : (byte)0,
        (byte)options.Name.Length, .. Encoding.Latin1.GetBytes(options.Name),
    ];

    /// <summary>The chosen methods, each in its slot of 30 bytes; all slots always go.</summary>
    public static byte[] MethodsRecord(ImmutableArray<AuthenticationMethod> methods)
    {
        var record = new byte[SpreadLimits.AuthenticationMethods * MethodBytes];
        for (var slot = 0; slot < methods.Length; slot++)
        {
            Encoding.Latin1.GetBytes(methods[slot].Name, record.AsSpan(slot * MethodBytes));
        }

        return record;
    }

    private static async Task<(string PrivateGroup, Version Daemon)> ReadAcceptAsync(
        Stream stream, string name, CancellationToken cancellationToken)
    {
        var code = await ReadCodeAsync(stream, cancellationToken).ConfigureAwait(false);
        if (code != Accepted)
        {
            throw Refusals.Unknown($"the daemon answered {code} where 1 says that it accepts");
        }

        var head = await ReadAsync(stream, 4, cancellationToken).ConfigureAwait(false);
        if (head[3] > SpreadLimits.GroupNameBytes)
        {
            throw Refusals.Unknown($"the daemon gave a private group of {head[3]} bytes");
        }

        var group = Encoding.Latin1.GetString(
            await ReadAsync(stream, head[3], cancellationToken).ConfigureAwait(false));
        if (!SpreadNames.IsPrivateGroup(group)
            || (name.Length > 0 && SpreadNames.PrivateNameOf(group) != name))
        {
            throw Refusals.Unknown($"the daemon gave the private group «{group}» to «{name}»");
        }

        return (group, new Version(head[0], head[1], head[2]));
    }

    /// <summary>A signed byte; negative ones refuse.</summary>
    private static async Task<int> ReadCodeAsync(
        Stream stream, CancellationToken cancellationToken)
    {
        var code = (sbyte)(await ReadAsync(stream, 1, cancellationToken).ConfigureAwait(false))[0];
        return code >= 0 ? code : throw Refusals.FromCode(code);
    }

    private static async Task<byte[]> ReadAsync(
        Stream stream, int bytes, CancellationToken cancellationToken)
    {
        var read = new byte[bytes];
        await stream.ReadExactlyAsync(read, cancellationToken).ConfigureAwait(false);
        return read;
    }
}
