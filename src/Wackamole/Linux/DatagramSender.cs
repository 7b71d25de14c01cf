using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>A UDP socket that was inherited: sends what others have put together.</summary>
internal sealed unsafe class DatagramSender(int descriptor) : IDisposable
{
    /// <summary>Errors of earlier packets are told to whoever sends next; see PeerSocket.</summary>
    private const int Attempts = 4;

    private readonly DescriptorHandle _handle = new(descriptor, "send over a link");

    /// <summary>Never waits; false where the kernel did not take it.</summary>
    /// <param name="address">A socket address, as PeerSocket.Encode makes it.</param>
    public bool Send(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = payload, destination = address)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (Sockets.SendTo(_handle, bytes, (nuint)payload.Length,
                    Sockets.MSG_DONTWAIT | Sockets.MSG_NOSIGNAL, destination,
                    (uint)address.Length) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Dispose() => _handle.Dispose();
}
