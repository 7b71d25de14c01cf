using Wackamole.Core.Announcements;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>Sends a list of frames, each on its interface. For one thread.</summary>
internal sealed class FrameSender(InterfaceTable interfaces) : IDisposable
{
    private readonly PacketSocket _socket = PacketSocket.Open();
    private Frame[] _toSend = [];

    /// <summary>Answers the first refusal in words, or null.</summary>
    /// <param name="left">How many frames were not sent.</param>
    public string? Send(FrameList frames, out int left)
    {
        if (_toSend.Length < frames.Frames.Length)
        {
            _toSend = new Frame[frames.Frames.Length];
        }

        var count = 0;
        foreach (var frame in frames.Frames)
        {
            if (interfaces.Find(frame.Interface) is { } found)
            {
                _toSend[count++] = new Frame(found.Index, frames.Memory(frame));
            }
        }

        left = 0;
        if (count == 0)
        {
            return null;
        }

        var fault = _socket.SendMany(_toSend.AsSpan(0, count), out var sent);
        left = count - sent;
        return fault?.Text;
    }

    public void Dispose() => _socket.Dispose();
}
