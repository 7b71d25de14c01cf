namespace Spread.Client.Wire;

/// <summary>Frames from a stream of bytes that come in pieces of any size.</summary>
internal sealed class FrameReader(Stream stream)
{
    private const int FirstBufferBytes = 64 * 1024;

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;

    /// <summary>The next message; null where the stream ends between two frames.</summary>
    /// <exception cref="SpreadException">
    /// It ends within a frame, or is none that a daemon could send.
    /// </exception>
    public async ValueTask<SpreadMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(FrameHeader.Bytes, cancellationToken).ConfigureAwait(false))
        {
            return _start == _end ? null : throw EndsWithinFrame();
        }

        var refusal = FrameHeader.Read(_buffer.AsSpan(_start), out var header);
        if (refusal != FrameRefusal.None)
        {
            throw new SpreadException(SpreadError.ProtocolViolation,
                $"the daemon sent what is no frame ({refusal}): what follows cannot be read; is "
                + "it a Spread daemon of version 5?");
        }

        var bytes = FrameHeader.Bytes + header.BodyBytes;
        if (!await FillAsync(bytes, cancellationToken).ConfigureAwait(false))
        {
            throw EndsWithinFrame();
        }

        var message = FrameDecoder.Decode(header, _buffer.AsSpan(_start, bytes));
        _start += bytes;
        return message;
    }

    private static SpreadException EndsWithinFrame() => new(SpreadError.ConnectionClosed,
        "the daemon ended the session in the middle of a message: it has died, or this client "
        + "did not take its messages fast enough");

    /// <summary>Sees to so many bytes in the buffer; false where the stream ends first.</summary>
    private async ValueTask<bool> FillAsync(int bytes, CancellationToken cancellationToken)
    {
        if (_buffer.Length - _start < bytes)
        {
            var larger = bytes > _buffer.Length ? new byte[bytes] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            (_buffer, _start, _end) = (larger, 0, _end - _start);
        }

        while (_end - _start < bytes)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken)
                .ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
