using System.Buffers.Binary;
using System.Net.Sockets;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class OriginalControl : EndToEndCase
{
    private const byte GetState = 0;
    private const byte Failure = 1;
    private const byte Success = 2;
    private const int RecordBytes = 900;
    private const int HeadAddressOffset = 4 + 28 + 16;

    public override string Name => "the original's one-byte control commands still work";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var host = cluster.Hosts[0];
        var state = Ask(host, GetState);
        var count = cluster.Plan.VirtualInterfaces.Length;
        Stage.Require(state.Length == count * RecordBytes,
            $"the state has {state.Length} bytes, not {count} times {RecordBytes}");
        for (var index = 0; index < count; index++)
        {
            var head = IpAddress.FromBytes(
                state.AsSpan(index * RecordBytes + HeadAddressOffset, 4));
            Stage.Require(cluster.Plan.VirtualInterfaces.Any(it => it.Head == head),
                $"record {index} is about {head}");
        }

        Stage.Require(Ask(host, Failure).Length == 0, "failure is not answered by zero");
        cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        Stage.Require(Ask(host, Success).Length == 0, "success is not answered by zero");
        cluster.WaitUntilSettled();
    }

    /// <summary>One command; what follows the length in the answer.</summary>
    private static byte[] Ask(LabHost host, byte command)
    {
        using var socket = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.ReceiveTimeout = (int)Stage.Bound.TotalMilliseconds;
        socket.Connect(new UnixDomainSocketEndPoint(host.Files.Control));
        socket.Send([command]);
        using var stream = new NetworkStream(socket);
        var length = new byte[4];
        stream.ReadExactly(length);
        var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        stream.ReadExactly(answer);
        return answer;
    }
}
