using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Tests.Wire;

/// <summary>Values that the tests of this folder share.</summary>
internal static class WireSamples
{
    public const string Group = "wack1";

    public static readonly UInt128 Salt =
        new(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f);

    public static readonly MemberId Alpha = new("alpha", 0x1122_3344_5566_7788);
    public static readonly MemberId Beta = new("beta", 2);
    public static readonly ViewId ViewOfAlpha = new(300, Alpha);

    public static ClusterKeys Keys(params byte[] fills) =>
        new([.. fills.Select(fill => Enumerable.Repeat(fill, 32).ToImmutableArray())]);

    public static PacketHeader Header(PacketKind kind = PacketKind.Heartbeat, ulong counter = 7) =>
        new(kind, 0xa1a2_a3a4_a5a6_a7a8, Alpha, counter);

    public static HeartbeatBody Heartbeat(int peers = 1)
    {
        var body = new HeartbeatBody
        {
            View = ViewOfAlpha,
            ViewSize = 2,
            Complete = true,
            PreferredCoordinator = Alpha,
            Delivered = 128,
            Highest = 129,
            CatalogueDigest = 0xdead_beef_0123_4567,
            Flags = HeartbeatFlags.LeaseValid | HeartbeatFlags.Silent,
            Fence = FenceKind.Kernel,
            Weight = 10,
            Lease = TimeSpan.FromMilliseconds(320),
            Senior = new ViewRank(ViewOfAlpha, 3, false, true, true, true),
            SeniorHeard = true,
            VoterStamp = 5,
        };
        for (var index = 0; index < peers; index++)
        {
            var member = index == 0 ? Beta : new MemberId($"node{index}", 5);
            body.AddPeer(new PeerReport(member, PeerVerdict.Acknowledged, 1000));
        }

        return body;
    }

    public delegate void Writing(ref ByteWriter writer);

    public static byte[] Bytes(Writing write)
    {
        var writer = new ByteWriter(new byte[Limits.ReceivedDatagramBytes]);
        write(ref writer);
        return writer.WrittenBytes.ToArray();
    }
}
