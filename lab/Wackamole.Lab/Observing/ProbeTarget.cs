using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Observing;

/// <summary>One watched address and all that was seen of it.</summary>
internal sealed class ProbeTarget(int index, IpAddress address, int answersKept)
{
    private const int DuplicatesKept = 1 << 14;

    private long _lastRequestAnswer;

    public int Index => index;

    public IpAddress Address => address;

    /// <summary>
    /// Where echo requests go: struct sockaddr_in or sockaddr_in6 (netinet/in.h).
    /// </summary>
    public byte[] SocketAddress { get; } = MakeSocketAddress(address);

    /// <summary>Answers to echo requests, through the client's own neighbour table.</summary>
    public AnswerLog Echoes { get; } = new(answersKept);

    /// <summary>Requests that two stations answered.</summary>
    public AnswerLog Duplicates { get; } = new(DuplicatesKept);

    public AnswerRounds Rounds { get; } = new();

    /// <summary>Who answers broadcast requests.</summary>
    public StationLog Stations { get; } = new(answersKept);

    /// <summary>When a broadcast request was last answered, or 0.</summary>
    public long LastRequestAnswer
    {
        get => Volatile.Read(ref _lastRequestAnswer);
        set => Volatile.Write(ref _lastRequestAnswer, value);
    }

    private static byte[] MakeSocketAddress(IpAddress address)
    {
        const int SocketAddress4Bytes = 16;
        const int SocketAddress6Bytes = 28;
        const int Address4Offset = 4;
        const int Address6Offset = 8;
        var bytes = new byte[address.IsV6 ? SocketAddress6Bytes : SocketAddress4Bytes];
        BinaryPrimitives.WriteUInt16LittleEndian(
            bytes, (ushort)(address.IsV6 ? Native.AF_INET6 : Native.AF_INET));
        address.WriteTo(bytes.AsSpan(address.IsV6 ? Address6Offset : Address4Offset));
        return bytes;
    }
}
