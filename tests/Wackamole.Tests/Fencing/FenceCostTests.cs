using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>
/// What the fence costs; the figures are printed for docs/MEASUREMENTS.md, the bounds hold on a
/// loaded machine too.
/// </summary>
public sealed class FenceCostTests(ITestOutputHelper output)
{
    private const string Vip = FenceHost.Vip;
    private const int Port = 4711;
    private const int Rounds = 9;

    [Fact]
    public void Lease_extension_takes_less_than_a_microsecond_and_allocates_nothing() =>
        FenceHost.RunWithCable(host =>
    {
        const int Extensions = 200_000;
        var begin = BootClock.Now;
        var allocated = 0L;
        var nanoseconds = Median(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var index = 0; index < Extensions; index++)
            {
                host.Lease.Set(new Instant(begin.Nanoseconds + index));
            }

            watch.Stop();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return watch.Elapsed.TotalNanoseconds / Extensions;
        });
        Say($"one extension of the lease: {nanoseconds:0.0} ns");
        Assert.True(nanoseconds < 1000, "an extension takes too long");
        Assert.True(allocated < 100, $"{allocated} bytes are allocated");
    });

    [Theory]
    [InlineData("ingress", "another address", "10.0.0.99", "10.0.0.98")]
    [InlineData("ingress", "a held address", "10.0.0.99", Vip)]
    [InlineData("egress", "another address", "10.0.0.98", "10.0.0.99")]
    [InlineData("egress", "a held address", Vip, "10.0.0.99")]
    public void Judging_a_packet_takes_less_than_two_microseconds(
        string direction, string what, string source, string destination) => BpfHost.Run(() =>
    {
        const int Packets = 500_000;
        using var maps = FenceMaps.Make(1);
        using var program = maps.LoadProgram(direction == "ingress"
            ? TrafficDirection.Ingress : TrafficDirection.Egress);
        Assert.Null(maps.Set(HostParts.Ip(Vip), VipState.Held));
        maps.Lease.Write(0, long.MaxValue);
        var frame = FenceFrames.IpV4(source, destination);
        var nanoseconds = Median(() =>
        {
            Assert.Equal(FenceProgram.Pass, program.TestRun(frame, 0, Packets, out var each));
            return each;
        });
        Say($"{direction}, {what}: {nanoseconds:0} ns a packet");
        Assert.InRange(nanoseconds, 0, 2000);
    });

    // Sent on near and received at the address on far: one egress and one ingress for each.
    [Fact]
    public void Datagrams_through_the_fence_are_about_as_many_as_without() =>
        BpfHost.RunWithCable(() =>
    {
        NetworkNamespace.Ip($"address add {Vip}/24 dev far");
        using var socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Vip), Port));
        socket.ReceiveTimeout = 5000;
        using var packets = PacketSocket.Open();
        var batch = Batch();
        double[] without = new double[Rounds], with = new double[Rounds];
        Rate(socket, packets, batch);
        for (var round = 0; round < Rounds; round++)
        {
            without[round] = Rate(socket, packets, batch);
            using var fence = KernelFence.Install(FencePins.Of(FenceHost.Group),
                1, FenceHost.Interfaces);
            Assert.Null(fence.Maps.Set(HostParts.Ip(Vip), VipState.Held));
            fence.Maps.Lease.Write(0, long.MaxValue);
            with[round] = Rate(socket, packets, batch);
            Assert.Null(fence.Remove());
        }

        var (plain, fenced) = (Middle(without), Middle(with));
        var moreNanoseconds = 1e9 / fenced - 1e9 / plain;
        Say($"datagrams a second: {plain:0} without, {fenced:0} with it: {moreNanoseconds:0} ns");
        Assert.True(fenced > plain / 3, "the fence costs more than the packets themselves");
    });

    private static Frame[] Batch()
    {
        var near = NetworkNamespace.IndexOf("near");
        var frame = FenceFrames.Datagram(
            FenceHost.Interface("far").HardwareAddress, "10.0.0.99", Vip, Port);
        return [.. Enumerable.Repeat(new Frame(near, frame), 64)];
    }

    private static double Rate(Socket socket, PacketSocket packets, Frame[] batch)
    {
        const int Batches = 400;
        var bytes = new byte[64];
        var watch = Stopwatch.StartNew();
        for (var sent = 0; sent < Batches; sent++)
        {
            Assert.Null(packets.SendMany(batch, out _));
            for (var received = 0; received < batch.Length; received++)
            {
                socket.Receive(bytes);
            }
        }

        return Batches * batch.Length / watch.Elapsed.TotalSeconds;
    }

    private static double Median(Func<double> measure) =>
        Middle([.. Enumerable.Range(0, Rounds).Select(_ => measure())]);

    private static double Middle(double[] values) => values.Order().ElementAt(values.Length / 2);

    private void Say(FormattableString figure) =>
        output.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
}
