using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spread.Client;

/// <summary>
/// Where a daemon listens. Connect to the one on the same host where there is one: a dead link to
/// another is noticed late, and a daemon is gone with its host anyway.
/// </summary>
public sealed record SpreadAddress
{
    /// <summary>The port that daemons use unless they are configured otherwise.</summary>
    public const int DefaultPort = 4803;

    private SpreadAddress(string? host, int port, string? path) =>
        (Host, Port, Path) = (host, port, path);

    /// <summary>The host for TCP; null for a socket in the file system.</summary>
    public string? Host { get; }

    /// <summary>The port for TCP.</summary>
    public int Port { get; }

    /// <summary>The path of a socket in the file system; null for TCP.</summary>
    public string? Path { get; }

    /// <summary>A daemon by TCP.</summary>
    public static SpreadAddress Tcp(string host, int port = DefaultPort) => new(host, port, null);

    /// <summary>
    /// A daemon of this host by its socket in the file system; «/tmp/4803» for the usual port.
    /// </summary>
    public static SpreadAddress Local(string path) => new(null, 0, path);

    /// <summary>
    /// Reads «4803» (this host's daemon by its socket /tmp/4803), «4803@host» (TCP), or the
    /// absolute path of a socket.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SpreadAddress? address)
    {
        address = null;
        if (text.StartsWith('/'))
        {
            address = Local(text);
            return true;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digits = at < 0 ? text : text[..at];
        if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0 || at == text.Length - 1)
        {
            return false;
        }

        address = at < 0 ? Local($"/tmp/{port}") : Tcp(text[(at + 1)..], port);
        return true;
    }

    /// <summary>Reads what TryParse reads.</summary>
    /// <exception cref="SpreadException">It is not the address of a daemon.</exception>
    public static SpreadAddress Parse(string text) => TryParse(text, out var address) ? address
        : throw new SpreadException(SpreadError.IllegalDaemonAddress,
            $"«{text}» names no Spread daemon: write 4803, 4803@host or the path of its socket");

    /// <inheritdoc/>
    public override string ToString() => Path ?? $"{Port}@{Host}";

    internal EndPoint ToEndPoint() => Path is not null ? new UnixDomainSocketEndPoint(Path)
        : IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port)
        : new DnsEndPoint(Host!, Port);
}
