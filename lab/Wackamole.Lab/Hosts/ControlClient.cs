using System.Net.Sockets;
using Wackamole.Core.Control;

namespace Wackamole.Lab.Hosts;

/// <summary>
/// Asks a daemon over its control socket, without the cost of starting a command.
/// </summary>
internal static class ControlClient
{
    /// <summary>The answer, or null where no daemon answers in time.</summary>
    public static ControlReply? Ask(string socketPath, ControlRequest request, TimeSpan bound)
    {
        try
        {
            using var socket = new Socket(
                AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.ReceiveTimeout = socket.SendTimeout = (int)bound.TotalMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            socket.Send(ControlCodec.Write(request));
            var line = ReadLine(socket);
            return line is not null && ControlCodec.TryReadReply(line, out var reply, out _)
                ? reply
                : null;
        }
        catch (SocketException)
        {
            // Not running, stopped, or just ending: in every case nobody answers.
            return null;
        }
    }

    private static byte[]? ReadLine(Socket socket)
    {
        using var line = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int received;
        while ((received = socket.Receive(buffer)) > 0)
        {
            var end = buffer.AsSpan(0, received).IndexOf(ControlCodec.EndOfLine);
            line.Write(buffer, 0, end < 0 ? received : end);
            if (end >= 0)
            {
                return line.ToArray();
            }
        }

        return null;
    }
}
