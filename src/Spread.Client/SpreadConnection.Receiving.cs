using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Spread.Client.Wire;

namespace Spread.Client;

/// <summary>
/// Receiving. The socket is always drained: a daemon throws out who does not read.
/// </summary>
public sealed partial class SpreadConnection
{
    /// <summary>
    /// The next message, view or notice, in the daemon's order. What had arrived before the
    /// session ended is still handed out.
    /// </summary>
    /// <exception cref="SpreadException">The session has ended; why.</exception>
    public async ValueTask<SpreadMessage> ReceiveAsync(
        CancellationToken cancellationToken = default)
    {
        try
        {
            var message = await _received.Reader.ReadAsync(cancellationToken)
                .ConfigureAwait(false);
            Interlocked.Add(ref _waitingBytes, -message.Weight);
            return message;
        }
        catch (ChannelClosedException)
        {
            throw Fault();
        }
    }

    /// <summary>
    /// Everything that arrives; ends after an orderly Disconnect, and throws where the session is
    /// lost.
    /// </summary>
    /// <exception cref="SpreadException">The session is lost; why.</exception>
    public async IAsyncEnumerable<SpreadMessage> ReceiveAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (_received.Reader.TryRead(out var message))
            {
                Interlocked.Add(ref _waitingBytes, -message.Weight);
                yield return message;
            }
        }

        if (Volatile.Read(ref _disconnecting) == 0)
        {
            throw Fault();
        }
    }

    // A new one each time: one exception thrown twice would show the wrong place.
    private SpreadException Fault() => Volatile.Read(ref _end) is { } end
        ? new SpreadException(end.Error, end.Message, end.InnerException)
        : new SpreadException(SpreadError.ConnectionClosed, "the session has ended");

    private async Task ReceiveFramesAsync()
    {
        try
        {
            var frames = new FrameReader(_stream);
            while (await frames.ReadAsync(_closing.Token).ConfigureAwait(false) is { } message)
            {
                Keep(message);
            }

            End(new SpreadException(SpreadError.ConnectionClosed,
                Volatile.Read(ref _disconnecting) != 0 ? "the session was disconnected"
                    : $"the Spread daemon at {Address} ended the session: it has ended itself"));
        }
        catch (SpreadException fault)
        {
            End(fault);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException
            or OperationCanceledException)
        {
            End(new SpreadException(SpreadError.ConnectionClosed,
                $"the connection to the Spread daemon at {Address} broke: {fault.Message}", fault));
        }

        _received.Writer.TryComplete();
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private void Keep(SpreadMessage message)
    {
        if (Interlocked.Add(ref _waitingBytes, message.Weight) > _options.ReceiveQueueBytes)
        {
            throw new SpreadException(SpreadError.ReceiverTooSlow,
                $"more than {_options.ReceiveQueueBytes} bytes wait to be received: the session "
                + "is ended, since what is lost could not be made good");
        }

        _received.Writer.TryWrite(message);
    }
}
