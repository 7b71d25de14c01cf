using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Spread.Client.Wire;

namespace Spread.Client;

/// <summary>
/// One session with a Spread daemon: one private name, any number of groups. Any thread may call
/// any method. A session that is lost stays lost: open another, join again, and have the state of
/// the groups told anew, since nothing of the old session is left.
/// </summary>
public sealed partial class SpreadConnection : IAsyncDisposable
{
    private const int KeepAliveProbes = 3;
    private const int KeepAliveProbeSeconds = 1;

    private static readonly TimeSpan FirstNamePause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestNamePause = TimeSpan.FromMilliseconds(250);

    private readonly SpreadConnectionOptions _options;
    private readonly NetworkStream _stream;
    private readonly SemaphoreSlim _sendTurn = new(1, 1);
    private readonly Channel<SpreadMessage> _received =
        Channel.CreateUnbounded<SpreadMessage>(new() { SingleWriter = true });

    private readonly CancellationTokenSource _closing = new();
    private readonly Task _receiving;
    private SpreadException? _end;
    private long _waitingBytes;
    private int _disconnecting;

    private SpreadConnection(SpreadAddress address, SpreadConnectionOptions options,
        NetworkStream stream, string privateGroup, Version daemonVersion)
    {
        (Address, _options, _stream) = (address, options, stream);
        (PrivateGroup, DaemonVersion) = (privateGroup, daemonVersion);
        _receiving = Task.Run(ReceiveFramesAsync);
    }

    /// <summary>The daemon that this session is with.</summary>
    public SpreadAddress Address { get; }

    /// <summary>
    /// The session's private group, «#name#daemon»: how it stands in views, and where others send
    /// what is for it alone.
    /// </summary>
    public string PrivateGroup { get; }

    /// <summary>Which release of Spread the daemon says it is.</summary>
    public Version DaemonVersion { get; }

    /// <summary>
    /// Completes when the session has ended, for whatever reason. It never fails: ReceiveAsync
    /// tells why, once everything that had arrived was taken.
    /// </summary>
    public Task Ended => _receiving;

    /// <summary>Opens a session.</summary>
    /// <exception cref="SpreadException">
    /// It cannot be opened; IsTransient says whether another try may help.
    /// </exception>
    public static async Task<SpreadConnection> ConnectAsync(SpreadAddress address,
        SpreadConnectionOptions options, CancellationToken cancellationToken = default)
    {
        Check(options);
        var began = Stopwatch.GetTimestamp();
        var pause = FirstNamePause;
        while (true)
        {
            try
            {
                return await OpenAsync(address, options, cancellationToken).ConfigureAwait(false);
            }
            catch (SpreadException fault) when (fault.Error == SpreadError.NameInUse
                && Stopwatch.GetElapsedTime(began) + pause < options.NameInUseWait)
            {
                // Its former owner is on the way out.
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestNamePause ? pause * 2 : LongestNamePause;
        }
    }

    /// <summary>Ends the session at once; DisconnectAsync before it is the polite way.</summary>
    public async ValueTask DisposeAsync()
    {
        End(new SpreadException(SpreadError.ConnectionClosed, "this side closed the session"));
        await _closing.CancelAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
    }

    private static void Check(SpreadConnectionOptions options)
    {
        if (!SpreadNames.IsPrivateName(options.Name))
        {
            throw new SpreadException(SpreadError.IllegalName, $"«{options.Name}» cannot be a "
                + $"private name: at most {SpreadLimits.PrivateNameBytes} characters, each from "
                + "«$» to «~»");
        }

        if (options.Authentication.Length is 0 or > SpreadLimits.AuthenticationMethods
            || options.Authentication.Any(method => method.Name.Length is 0
                or > SpreadLimits.AuthenticationNameBytes || !Ascii.IsValid(method.Name)))
        {
            throw new SpreadException(SpreadError.AuthenticationFailed,
                $"give 1 to {SpreadLimits.AuthenticationMethods} authentication methods with "
                + $"names of 1 to {SpreadLimits.AuthenticationNameBytes} ASCII characters");
        }
    }

    private static async Task<SpreadConnection> OpenAsync(SpreadAddress address,
        SpreadConnectionOptions options, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        var socket = MakeSocket(address, options);
        try
        {
            await ReachAsync(socket, address, limit.Token).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var (privateGroup, version) =
                await GreetAsync(stream, address, options, limit.Token).ConfigureAwait(false);
            return new SpreadConnection(address, options, stream, privateGroup, version);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SpreadException(SpreadError.TimedOut, $"the Spread daemon at {address} did "
                + $"not open a session within {options.ConnectTimeout.TotalSeconds:0.###} s: is it "
                + "one, and does it run?", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket MakeSocket(SpreadAddress address, SpreadConnectionOptions options)
    {
        if (address.Path is not null)
        {
            return new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime,
            Math.Max(1, (int)options.KeepAliveTime.TotalSeconds));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval,
            KeepAliveProbeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount,
            KeepAliveProbes);
        return socket;
    }

    private static async Task ReachAsync(
        Socket socket, SpreadAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(address.ToEndPoint(), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SocketException fault)
        {
            throw new SpreadException(SpreadError.CouldNotConnect,
                $"no Spread daemon can be reached at {address}: {fault.Message}", fault);
        }
    }

    private static async Task<(string PrivateGroup, Version Daemon)> GreetAsync(
        NetworkStream stream, SpreadAddress address, SpreadConnectionOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            return await Handshake.RunAsync(stream, options, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            // A daemon that refuses with something unread left resets the connection, and its
            // reason may be lost in that.
            throw new SpreadException(SpreadError.RefusedWithoutReason, "the Spread daemon at "
                + $"{address} ended the handshake without a reason: it has too many sessions, "
                + "refuses this client, or is just ending", fault);
        }
    }

    /// <summary>The first reason counts.</summary>
    private SpreadException End(SpreadException reason) =>
        Interlocked.CompareExchange(ref _end, reason, null) ?? reason;
}
