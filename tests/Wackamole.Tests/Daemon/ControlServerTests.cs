using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Wackamole.ControlSocket;
using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class ControlServerTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Mailbox<NodeEvent> _loop = new(64);

    public void Dispose()
    {
        _loop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Request_is_posted_to_the_loop_and_its_reply_comes_back()
    {
        using var server = Start();
        using var client = Connect();

        client.Send(ControlCodec.Write(new ControlRequest(ControlCommand.Drain, Host: "b")));
        var asked = TakeRequest();
        Assert.Equal(new ControlRequest(ControlCommand.Drain, Host: "b"), asked.Asked);
        server.Answer(asked.Request, new ControlReply(null, "b gives its addresses away"));

        Assert.Equal("b gives its addresses away", ReadReply(client).Done);
    }

    [Fact]
    public void Several_lines_on_one_connection_are_answered_in_their_order()
    {
        using var server = Start();
        using var client = Connect();

        client.Send("{\"command\":\"balance\"}\nnonsense\n{\"command\":\"fail\"}\n"u8);
        var first = TakeRequest();
        Assert.Equal(ControlCommand.Balance, first.Asked.Command);
        server.Answer(first.Request, new ControlReply(null, "one"));
        var second = TakeRequest();
        Assert.Equal(ControlCommand.Fail, second.Asked.Command);
        server.Answer(second.Request, new ControlReply(null, "two"));

        Assert.Equal("one", ReadReply(client).Done);
        Assert.Equal(ControlRefusal.NotJson.Text(), ReadReply(client).Error);
        Assert.Equal("two", ReadReply(client).Done);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void Line_beyond_the_limit_is_refused_and_the_connection_closed(string end)
    {
        using var server = Start();
        using var client = Connect();

        client.Send(Encoding.ASCII.GetBytes(
            new string('x', Limits.ControlRequestBytes + 1) + end));

        Assert.Equal(ControlRefusal.TooLong.Text(), ReadReply(client).Error);
        Assert.Null(ReadLine(client));
    }

    [Fact]
    public void Bytes_of_the_original_are_answered_in_its_layout()
    {
        using var server = Start();
        using var client = Connect();

        client.Send([OriginalProtocol.ServiceFailure, OriginalProtocol.ServiceSuccess]);
        var fail = TakeRequest();
        Assert.Equal(ControlCommand.Fail, fail.Asked.Command);
        server.Answer(fail.Request, new ControlReply(null, "left"));
        var start = TakeRequest();
        Assert.Equal(ControlCommand.Start, start.Asked.Command);
        server.Answer(start.Request, new ControlReply("not now"));

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1], Read(client, 8));
    }

    [Fact]
    public void Unknown_byte_after_a_known_one_closes_the_connection()
    {
        using var server = Start();
        using var client = Connect();

        client.Send([OriginalProtocol.ServiceFailure, 9]);
        var asked = TakeRequest();
        server.Answer(asked.Request, new ControlReply(null, "left"));

        Assert.Equal([0, 0, 0, 0], Read(client, 4));
        Assert.Null(ReadLine(client));
    }

    [Fact]
    public void Client_that_goes_before_its_answer_harms_nobody()
    {
        using var server = Start();
        using (var client = Connect())
        {
            client.Send("{\"command\":\"status\"}\n"u8);
            Assert.Equal(ControlCommand.Status, TakeRequest().Asked.Command);
        }

        using var second = Connect();
        second.Send("{\"command\":\"fail\"}\n"u8);
        var asked = TakeRequest();
        server.Answer(asked.Request, new ControlReply(null, "left"));
        Assert.Equal("left", ReadReply(second).Done);
    }

    [Fact]
    public void Clients_beyond_the_limit_are_told_so()
    {
        using var server = Start();
        var clients = Enumerable.Range(0, Limits.ControlClients).Select(_ => Connect()).ToList();
        try
        {
            foreach (var client in clients)
            {
                client.Send("nonsense\n"u8);
                Assert.NotNull(ReadReply(client).Error);
            }

            using var extra = Connect();
            Assert.Contains("too many clients", ReadReply(extra).Error, StringComparison.Ordinal);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public void Full_mailbox_of_the_loop_is_an_error_to_the_client_and_no_wait()
    {
        using var server = Start();
        while (_loop.TryPost(new NodeEvent.Shutdown()))
        {
        }

        using var client = Connect();
        client.Send("{\"command\":\"status\"}\n"u8);

        Assert.Contains("try again", ReadReply(client).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_is_for_its_owner_alone_and_goes_with_the_server()
    {
        using (Start())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(SocketPath));
        }

        Assert.False(File.Exists(SocketPath));
    }

    [Fact]
    public void Program_of_another_user_is_refused_whatever_the_sockets_mode_and_steers_nothing()
    {
        var log = new LogRecorder();
        using var server = ControlServer.Start(SocketPath, _loop, IpAddress.V4(0), log);
        File.SetUnixFileMode(_folder.Root, (UnixFileMode)0x1ff);
        File.SetUnixFileMode(SocketPath, (UnixFileMode)0x1ff);
        Socket? client = null;

        AnotherUser.Run(() => client = Connect());

        using var refused = client!;
        Assert.Contains("only root and the user that the daemon runs as", ReadReply(refused).Error,
            StringComparison.Ordinal);
        Assert.Null(ReadLine(refused));
        Assert.Contains($"A program of user {AnotherUser.Nobody} was refused", log.Text,
            StringComparison.Ordinal);
        Assert.False(_loop.TryTake(out _));
    }

    [Fact]
    public void Stale_socket_file_is_replaced()
    {
        using (var stale = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // The runtime removes the file of a socket that it closes; of one that was killed it
            // stays, as of one that was renamed.
            stale.Bind(new UnixDomainSocketEndPoint(_folder.Path("first")));
            File.Move(_folder.Path("first"), SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
        using var server = Start();
        using var client = Connect();
        client.Send("nonsense\n"u8);
        Assert.NotNull(ReadReply(client).Error);
    }

    [Fact]
    public void Socket_that_somebody_answers_on_is_left_alone()
    {
        using var first = Start();

        var fault = Assert.Throws<IOException>(() => Start());

        Assert.Contains("another daemon answers", fault.Message, StringComparison.Ordinal);
        using var client = Connect();
        client.Send("nonsense\n"u8);
        Assert.NotNull(ReadReply(client).Error);
    }

    [Fact]
    public void File_of_another_kind_is_never_removed()
    {
        _folder.Write("control", "precious");

        var fault = Assert.Throws<IOException>(() => Start());

        Assert.Contains("a file of another kind", fault.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(SocketPath));
    }

    [Fact]
    public void Path_longer_than_a_socket_can_have_is_refused_with_the_remedy()
    {
        var path = _folder.Path(new string('x', 120));
        var fault = Assert.Throws<IOException>(() => ControlServer.Start(
            path, _loop, IpAddress.V4(0), NullLogger.Instance));
        Assert.Contains("Control", fault.Message, StringComparison.Ordinal);
    }

    private string SocketPath => _folder.Path("control");

    private ControlServer Start() => ControlServer.Start(
        SocketPath, _loop, IpAddress.V4(0x0a00_0001), NullLogger.Instance);

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Eventually.Bound.TotalMilliseconds,
        };
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        return socket;
    }

    private NodeEvent.Operator TakeRequest()
    {
        NodeEvent? taken = null;
        Eventually.True(() => _loop.TryTake(out taken), "no request reached the loop");
        return Assert.IsType<NodeEvent.Operator>(taken);
    }

    private static ControlReply ReadReply(Socket socket)
    {
        var line = ReadLine(socket);
        Assert.NotNull(line);
        Assert.True(ControlCodec.TryReadReply(line, out var reply, out _));
        return reply;
    }

    private static byte[]? ReadLine(Socket socket)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (socket.Receive(one) > 0)
        {
            if (one[0] == ControlCodec.EndOfLine)
            {
                return [.. line];
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static byte[] Read(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var got = socket.Receive(bytes.AsSpan(read));
            Assert.NotEqual(0, got);
            read += got;
        }

        return bytes;
    }
}
