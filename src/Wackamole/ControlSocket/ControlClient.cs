using System.Net.Sockets;
using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.ControlSocket;

/// <summary>
/// One connection: lines of JSON, or, where its first byte is one of them, the original's
/// one-byte commands.
/// </summary>
internal sealed class ControlClient(Socket socket, ControlServer server, CancellationToken ending)
    : IDisposable
{
    private const int FirstBufferBytes = 1024;

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _filled;

    /// <summary>Until the client goes, or says nothing for too long.</summary>
    public async Task ServeAsync()
    {
        if (!await ReceiveAsync().ConfigureAwait(false))
        {
            return;
        }

        if (OriginalProtocol.CommandOf(_buffer[0]) is not null)
        {
            await ServeBytesAsync().ConfigureAwait(false);
        }
        else
        {
            await ServeLinesAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One reply that was not asked for, then the end.</summary>
    public Task RefuseAsync(string reason) =>
        SendAsync(ControlCodec.Write(new ControlReply(reason)));

    public void Dispose() => socket.Dispose();

    private async Task ServeLinesAsync()
    {
        do
        {
            int end;
            while ((end = _buffer.AsSpan(0, _filled).IndexOf(ControlCodec.EndOfLine)) >= 0
                && end <= Limits.ControlRequestBytes)
            {
                var reply = await AnswerAsync(end).ConfigureAwait(false);
                await SendAsync(ControlCodec.Write(reply)).ConfigureAwait(false);
                Forget(end + 1);
            }

            if (_filled > Limits.ControlRequestBytes)
            {
                await RefuseAsync(ControlRefusal.TooLong.Text()).ConfigureAwait(false);
                return;
            }
        }
        while (await ReceiveAsync().ConfigureAwait(false));
    }

    private Task<ControlReply> AnswerAsync(int lineBytes) =>
        ControlCodec.TryRead(_buffer.AsSpan(0, lineBytes), out var request, out var reason)
            ? server.AskAsync(request)
            : Task.FromResult(new ControlReply(reason.Text()));

    private async Task ServeBytesAsync()
    {
        do
        {
            for (; _filled > 0; Forget(1))
            {
                if (OriginalProtocol.CommandOf(_buffer[0]) is not { } command)
                {
                    ControlLog.UnknownByte(server.Log, _buffer[0]);
                    return;
                }

                var reply = await server.AskAsync(new ControlRequest(command))
                    .ConfigureAwait(false);
                var answer = OriginalProtocol.Answer(_buffer[0], reply, server.OwnAddress);
                await SendAsync(answer).ConfigureAwait(false);
            }
        }
        while (await ReceiveAsync().ConfigureAwait(false));
    }

    private void Forget(int bytes)
    {
        _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
        _filled -= bytes;
    }

    // False: the client went.
    private async Task<bool> ReceiveAsync()
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(Limits.ControlIdleTime);
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_filled), limit.Token)
            .ConfigureAwait(false);
        _filled += received;
        return received > 0;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ending);
        limit.CancelAfter(Limits.ControlIdleTime);
        while (!bytes.IsEmpty)
        {
            var sent = await socket.SendAsync(bytes, limit.Token).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }
}
