using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Spread.Client;

namespace Wackamole.Tests.Spread;

/// <summary>The daemon's end of one connection; a test says what it does.</summary>
internal sealed class ScriptedSession(Socket socket)
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>What the client said first.</summary>
    public byte[] Greeting { get; private set; } = [];

    /// <summary>The 90 bytes of chosen methods.</summary>
    public byte[] Methods { get; private set; } = [];

    public string PrivateGroup { get; private set; } = string.Empty;

    /// <summary>Takes the client in, as a daemon does by default.</summary>
    public async Task AcceptAsync(string daemon = "n1", string methods = "NULL ")
    {
        await GreetAsync(methods);
        Methods = await ReadAsync(90);
        var name = Encoding.ASCII.GetString(Greeting.AsSpan(5));
        PrivateGroup = $"#{(name.Length > 0 ? name : "r1-2")}#{daemon}";
        await WriteAsync(Acceptance(PrivateGroup));
    }

    public static byte[] Acceptance(string privateGroup) =>
        [1, 5, 0, 1, (byte)privateGroup.Length, .. Encoding.ASCII.GetBytes(privateGroup)];

    /// <summary>Reads the greeting and answers with the list of methods.</summary>
    public async Task GreetAsync(string methods)
    {
        await ReadGreetingAsync();
        await WriteAsync([(byte)methods.Length, .. Encoding.ASCII.GetBytes(methods)]);
    }

    public async Task ReadGreetingAsync()
    {
        var head = await ReadAsync(5);
        Greeting = [.. head, .. await ReadAsync(head[4])];
    }

    public async Task<byte[]> ReadAsync(int bytes)
    {
        var read = new byte[bytes];
        await _stream.ReadExactlyAsync(read);
        return read;
    }

    public async Task WriteAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Byte by byte, each as a segment of its own.</summary>
    public async Task TrickleAsync(byte[] bytes)
    {
        foreach (var one in bytes)
        {
            await WriteAsync([one]);
            await Task.Yield();
        }
    }

    public Task SendAsync(SpreadMessage message, bool bigEndian = false) =>
        WriteAsync(DaemonFrames.Encode(message, bigEndian));

    /// <summary>One frame of the client, whole; empty at the end of the stream.</summary>
    public async Task<byte[]> ReadFrameAsync()
    {
        var head = new byte[48];
        if (await _stream.ReadAtLeastAsync(head, 48, throwOnEndOfStream: false) < 48)
        {
            return [];
        }

        var groups = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(36));
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(44));
        return [.. head, .. await ReadAsync(groups * 32 + length)];
    }

    public void Close() => _stream.Dispose();

    /// <summary>Closes so that the other end sees a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        _stream.Dispose();
    }
}
