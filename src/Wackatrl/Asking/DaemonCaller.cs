using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackatrl.Rendering;

namespace Wackatrl.Asking;

/// <summary>Asks the daemon, one connection for each question, never without a limit.</summary>
internal sealed class DaemonCaller(string path, TimeSpan answerTime)
{
    private const int FirstBufferBytes = 16 * 1024;

    // Of linux/socket.h: who is on the other side (unix(7)).
    private const int SOL_SOCKET = 1;
    private const int SO_PEERCRED = 17;

    /// <summary>A reply that says that it was done.</summary>
    /// <exception cref="CommandFaultException">Refused, or nobody answered.</exception>
    public Task<ControlReply> AskAsync(ControlRequest request, CancellationToken stop) =>
        AskAsync(request, _ => { }, stop);

    /// <summary>Asks for the status where it is no fault that nobody answers.</summary>
    public async Task<DaemonAnswer> TryAskAsync(CancellationToken stop)
    {
        int? process = null;
        try
        {
            var reply = await AskAsync(new ControlRequest(ControlCommand.Status),
                socket => process = ProcessBehind(socket), stop);
            return new DaemonAnswer(reply.Status,
                reply.Status is null ? "its reply holds no status" : null, process);
        }
        catch (CommandFaultException fault)
        {
            return new DaemonAnswer(null, fault.Message, process)
            {
                MayRun = process is not null || File.Exists(path),
            };
        }
    }

    private async Task<ControlReply> AskAsync(
        ControlRequest request, Action<Socket> whenConnected, CancellationToken stop)
    {
        var line = ControlCodec.Write(request);
        RequireWellFormed(line);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(answerTime);
        try
        {
            using var socket = await ConnectAsync(limit.Token);
            whenConnected(socket);
            var reply = await ExchangeAsync(socket, line, limit.Token);
            return reply.Error is null
                ? reply : throw new CommandFaultException(
                    CommandStatus.Refused, Printable.Text(reply.Error));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Unreachable($"the daemon did not answer on {path} within "
                + $"{answerTime.TotalSeconds:0.#} seconds; its log says why, and "
                + "`systemctl restart wackamole` ends a daemon that hangs");
        }
    }

    /// <summary>The state of the cluster.</summary>
    /// <exception cref="CommandFaultException">Refused, or nobody answered.</exception>
    public async Task<ClusterStatus> AskStatusAsync(CancellationToken stop)
    {
        var reply = await AskAsync(new ControlRequest(ControlCommand.Status), stop);
        return reply.Status ?? throw NotADaemon("its reply holds no status");
    }

    // struct ucred: the process, its user, its group. 0: in another namespace of processes.
    private static int? ProcessBehind(Socket socket)
    {
        var credentials = new byte[3 * sizeof(int)];
        var filled = socket.GetRawSocketOption(SOL_SOCKET, SO_PEERCRED, credentials);
        return filled == credentials.Length
            && MemoryMarshal.Read<int>(credentials) is > 0 and var process ? process : null;
    }

    // Said here already, as a fault of the command line: the daemon need not be there for it.
    private static void RequireWellFormed(byte[] line)
    {
        if (!ControlCodec.TryRead(line.AsSpan(0, line.Length - 1), out _, out var reason))
        {
            throw new CommandFaultException(CommandStatus.Usage, reason.Text());
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken limit)
    {
        if (path.Length == 0 || Encoding.UTF8.GetByteCount(path) > Limits.SocketPathBytes)
        {
            throw new CommandFaultException(CommandStatus.Usage,
                $"«{path}» cannot be a socket's path: it must have 1 to "
                + $"{Limits.SocketPathBytes} bytes");
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), limit);
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw Unreachable(WhyNotConnected(fault));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // .NET says AddressNotAvailable for ENOENT.
    private string WhyNotConnected(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressNotAvailable => $"the daemon does not run here: its control socket "
            + $"{path} does not exist; start it with `systemctl start wackamole`, or name the "
            + "right place with -c FILE or --socket PATH",
        SocketError.AccessDenied => $"permission to use the control socket {path} is denied; "
            + "run wackatrl as root, or as the user that the daemon runs as",
        SocketError.ConnectionRefused => $"nobody listens on the control socket {path}: the "
            + "daemon has ended without removing it; start it with `systemctl start wackamole`",
        SocketError.WouldBlock or SocketError.TryAgain => $"too many others wait on the control "
            + $"socket {path}; end them, or try again in a moment",
        _ => $"cannot connect to the control socket {path}: {fault.Message}; see whether the "
            + "daemon runs (`systemctl status wackamole`)",
    };

    private async Task<ControlReply> ExchangeAsync(
        Socket socket, ReadOnlyMemory<byte> line, CancellationToken limit)
    {
        try
        {
            while (!line.IsEmpty)
            {
                line = line[await socket.SendAsync(line, limit)..];
            }

            return ReadReply(await ReceiveLineAsync(socket, limit));
        }
        catch (SocketException fault)
        {
            throw Unreachable($"the daemon broke off the connection on {path}: {fault.Message}; "
                + "see whether it still runs (`systemctl status wackamole`)");
        }
    }

    private ControlReply ReadReply(byte[] line) =>
        ControlCodec.TryReadReply(line, out var reply, out var reason)
            ? reply : throw NotADaemon(reason.Text());

    private async Task<byte[]> ReceiveLineAsync(Socket socket, CancellationToken limit)
    {
        var buffer = new byte[FirstBufferBytes];
        var filled = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), limit);
            if (received == 0)
            {
                throw Unreachable($"the daemon closed the connection on {path} without an "
                    + "answer; see whether it still runs (`systemctl status wackamole`)");
            }

            var end = buffer.AsSpan(filled, received).IndexOf(ControlCodec.EndOfLine);
            if (end >= 0)
            {
                return buffer[..(filled + end)];
            }

            filled += received;
            if (filled > Limits.ControlReplyBytes)
            {
                throw NotADaemon("its reply has no end");
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private CommandFaultException NotADaemon(string reason) => Unreachable(
        $"what answers on {path} is no Wackamole daemon of this release: {reason}; check the "
        + "path, and that wackatrl and the daemon are of one release");

    private static CommandFaultException Unreachable(string message) =>
        new(CommandStatus.Unreachable, message);
}
