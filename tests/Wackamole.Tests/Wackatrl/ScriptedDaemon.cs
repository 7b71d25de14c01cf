using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Wackamole.Core.Control;

namespace Wackamole.Tests.Wackatrl;

/// <summary>
/// Listens where a daemon would, and says what the test wrote for it; keeps what it was asked.
/// </summary>
internal sealed class ScriptedDaemon : IDisposable
{
    private readonly Socket _listener =
        new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private readonly Func<string, byte[]?> _answer;
    private readonly Task _serving;
    private readonly List<Socket> _clients = [];

    /// <param name="answer">The bytes for a line; null to say nothing; none to hang up.</param>
    public ScriptedDaemon(string path, Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(4);
        _serving = Task.Run(Serve);
    }

    /// <summary>Replies with these, whatever is asked; the last one again and again.</summary>
    public static ScriptedDaemon Replying(string path, params ControlReply[] replies)
    {
        var next = 0;
        return new ScriptedDaemon(path,
            _ => ControlCodec.Write(replies[Math.Min(next++, replies.Length - 1)]));
    }

    public ConcurrentQueue<string> Asked { get; } = [];

    public void Dispose()
    {
        // Ends the Accept that waits.
        _listener.Dispose();
        _serving.Wait(Daemon.Eventually.Bound);
        _clients.ForEach(client => client.Dispose());
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var client = _listener.Accept();
                _clients.Add(client);
                var line = ReadLine(client);
                Asked.Enqueue(line);
                if (_answer(line) is { } bytes)
                {
                    client.Send(bytes);
                    client.Dispose();
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static string ReadLine(Socket client)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (client.Receive(one) == 1)
        {
            bytes.Add(one[0]);
            if (one[0] == ControlCodec.EndOfLine)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
