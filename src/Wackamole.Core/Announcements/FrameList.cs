using System.Runtime.InteropServices;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// Frames to send, in order, in one buffer: fit for one system call for many. Reused: after the
/// first batch of a size, making another allocates nothing.
/// </summary>
public sealed class FrameList
{
    private const int UsualFrames = 64;

    private readonly List<OutgoingFrame> _frames = new(UsualFrames);
    private byte[] _bytes = new byte[UsualFrames * NeighbourFrames.MostBytes];
    private int _used;

    public ReadOnlySpan<OutgoingFrame> Frames => CollectionsMarshal.AsSpan(_frames);

    /// <summary>The buffer that the frames' offsets are in; another one after it grew.</summary>
    public ReadOnlySpan<byte> Buffer => _bytes.AsSpan(0, _used);

    public ReadOnlySpan<byte> Bytes(in OutgoingFrame frame) =>
        _bytes.AsSpan(frame.Offset, frame.Length);

    /// <summary>
    /// A frame for a call that must not copy it; valid until the list is used again.
    /// </summary>
    public ReadOnlyMemory<byte> Memory(in OutgoingFrame frame) =>
        _bytes.AsMemory(frame.Offset, frame.Length);

    public void Clear()
    {
        _frames.Clear();
        _used = 0;
    }

    /// <summary>Room for one frame of any kind; Keep ends it.</summary>
    internal Span<byte> Rent()
    {
        if (_bytes.Length - _used < NeighbourFrames.MostBytes)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        return _bytes.AsSpan(_used, NeighbourFrames.MostBytes);
    }

    internal void Keep(string networkInterface, int length)
    {
        Invariant.Require(length <= NeighbourFrames.MostBytes, "a frame fits what was rented");
        _frames.Add(new OutgoingFrame(networkInterface, _used, length));
        _used += length;
    }
}
