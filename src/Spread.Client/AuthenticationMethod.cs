namespace Spread.Client;

/// <summary>
/// How a session proves to the daemon that it may connect. Null and Ip need nothing more than
/// their names; derive another for a daemon that has one.
/// </summary>
public abstract class AuthenticationMethod
{
    /// <summary>No proof: what a daemon asks for unless it is configured otherwise.</summary>
    public static readonly AuthenticationMethod Null = new ByNameAlone("NULL");

    /// <summary>The daemon looks at the address that the connection comes from.</summary>
    public static readonly AuthenticationMethod Ip = new ByNameAlone("IP");

    /// <summary>Its name as the daemon lists it; at most 29 bytes of ASCII.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// What is exchanged once the daemon knows the method: exactly that, since the daemon's answer
    /// follows on the same stream.
    /// </summary>
    /// <param name="stream">The connection to the daemon.</param>
    /// <param name="cancellationToken">Ends the handshake.</param>
    public abstract Task ExchangeAsync(Stream stream, CancellationToken cancellationToken);

    private sealed class ByNameAlone(string name) : AuthenticationMethod
    {
        public override string Name => name;

        public override Task ExchangeAsync(Stream stream, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
