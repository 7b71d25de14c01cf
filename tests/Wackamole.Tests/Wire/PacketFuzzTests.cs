using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

/// <summary>Any bytes give a record or a refusal; what is accepted has this one encoding.</summary>
public sealed class PacketFuzzTests
{
    private static readonly Gen<MemberId> Members =
        from length in Gen.Choose(1, Limits.NodeNameBytes)
        from name in Gen.ArrayOf(Gen.Elements("abYZ09.-_".ToCharArray()), length)
        from incarnation in Numbers
        select new MemberId(new string(name), incarnation);

    private static Gen<ulong> Numbers => Gen.OneOf(
        Gen.Choose(0, 300).Select(value => (ulong)value),
        Gen.Elements(ulong.MaxValue, 1UL << 63, (1UL << 35) - 1),
        ArbMap.Default.GeneratorFor<ulong>());

    private static Gen<ViewId> Views =>
        from epoch in Numbers
        from member in Members
        select epoch == 0 ? ViewId.None : new ViewId(epoch, member);

    [Fact]
    public void Any_heartbeat_reads_back_as_it_was()
    {
        var peers = Gen.ListOf(
            from member in Members
            from verdict in Gen.Elements(Enum.GetValues<PeerVerdict>())
            from counter in Numbers
            select new PeerReport(member, verdict, counter));
        var heartbeats =
            from view in Views
            from promise in Views
            from preferred in Gen.OneOf(
                Members.Select(member => (MemberId?)member), Gen.Constant((MemberId?)null))
            from numbers in Gen.ArrayOf(Numbers, 4)
            from reports in peers
            select MakeHeartbeat(view, promise, preferred, numbers, reports);
        Prop.ForAll(heartbeats.ToArbitrary(), Rereads).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_proposal_and_its_answers_read_back_as_they_were()
    {
        var cases =
            from view in Views
            from other in Views
            from members in Gen.NonEmptyListOf(Members)
            from microseconds in Gen.Choose(0, int.MaxValue)
            select (view, other, members.Order().Distinct().ToImmutableArray(),
                TimeSpan.FromMicroseconds(microseconds));
        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var (view, other, members, wait) = sample;
            return Same(PacketKind.Propose, Bytes(new ProposeBody(view, members).Write))
                && Same(PacketKind.Install, Bytes(new InstallBody(view, members, wait).Write))
                && Same(PacketKind.InstallRefused,
                    Bytes(new InstallRefusedBody(view, other).Write))
                && Same(PacketKind.Accept, Bytes(new AcceptBody(view,
                    [.. members.Select(member => new RemainingWait(member, wait))]).Write));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_as_a_datagram_are_refused_by_name()
    {
        using var sealing = new PacketOpener(Group, Keys(1, 2), new NameTable());
        using var plain = new PacketOpener(Group, null, new NameTable());
        Prop.ForAll<byte[]>(bytes =>
            sealing.Open(bytes, new byte[bytes.Length], out _, out _) != RefusalReason.None
            && plain.Open(bytes, new byte[bytes.Length], out _, out _) != RefusalReason.None)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_mangled_body_of_any_kind_is_refused_or_reads_as_one_that_we_would_write()
    {
        var random = new Random(20_260_101);
        var accepted = 0;
        foreach (var pin in PacketBodyBytesTests.Pins)
        {
            var (kind, hex) = pin.Data;
            for (var round = 0; round < 3000; round++)
            {
                var bytes = Mangle(Convert.FromHexString(hex), random);
                if (BodyCodecs.Reencode(kind, bytes) is { } again)
                {
                    Assert.Equal(bytes, again);
                    accepted++;
                }
            }
        }

        Assert.InRange(accepted, 1000, 3000 * BodyCodecs.Kinds.Length - 1000);
    }

    [Fact]
    public void Random_bytes_as_a_body_of_any_kind_never_throw()
    {
        var random = new Random(1);
        foreach (var kind in BodyCodecs.Kinds)
        {
            for (var round = 0; round < 2000; round++)
            {
                var bytes = new byte[random.Next(0, 120)];
                random.NextBytes(bytes);
                if (BodyCodecs.Reencode(kind, bytes) is { } again)
                {
                    Assert.Equal(bytes, again);
                }
            }
        }
    }

    private static byte[] Mangle(byte[] bytes, Random random)
    {
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(4) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                1 when bytes.Length > 1 => [.. bytes[..at], .. bytes[(at + 1)..]],
                2 => With(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8)))),
                _ => With(bytes, at, (byte)random.Next(256)),
            };
        }

        return bytes;
    }

    private static byte[] With(byte[] bytes, int at, byte value) =>
        [.. bytes[..at], value, .. bytes[(at + 1)..]];

    private static HeartbeatBody MakeHeartbeat(ViewId view, ViewId promise, MemberId? preferred,
        ulong[] numbers, IEnumerable<PeerReport> reports)
    {
        var body = new HeartbeatBody
        {
            View = view,
            ViewSize = (int)(numbers[0] % (Limits.Members + 1)),
            Complete = numbers[1] % 2 == 1,
            PreferredCoordinator = preferred,
            OverduePromise = promise,
            Delivered = numbers[0],
            Highest = numbers[1],
            CatalogueDigest = numbers[2],
            Flags = (HeartbeatFlags)numbers[3],
            Fence = (FenceKind)(numbers[2] % 2),
            Weight = (ushort)numbers[2],
            Senior = promise == ViewId.None ? ViewRank.None
                : new ViewRank(promise, 7, numbers[1] % 3 == 1, numbers[1] % 5 == 1, true,
                    numbers[1] % 7 == 1),
            SeniorHeard = numbers[0] % 2 == 1,
            Lease = TimeSpan.FromMicroseconds(numbers[2] % 100_000_000),
        };
        foreach (var report in reports)
        {
            body.AddPeer(report);
        }

        return body;
    }

    private static bool Rereads(HeartbeatBody body)
    {
        // Into an instance that was used before: nothing of the last reading may remain.
        var read = Heartbeat(40);
        var bytes = Bytes(body.Write);
        var reader = new ByteReader(bytes);
        return read.TryRead(ref reader, new NameTable())
            && (read.View, read.ViewSize, read.Complete, read.PreferredCoordinator)
                == (body.View, body.ViewSize, body.Complete, body.PreferredCoordinator)
            && (read.OverduePromise, read.Delivered, read.Highest, read.CatalogueDigest)
                == (body.OverduePromise, body.Delivered, body.Highest, body.CatalogueDigest)
            && (read.Flags, read.Fence, read.Weight, read.Lease, read.Senior,
                read.SeniorHeard)
                == (body.Flags, body.Fence, body.Weight, body.Lease, body.Senior,
                    body.SeniorHeard)
            && read.Peers.SequenceEqual(body.Peers);
    }

    private static bool Same(PacketKind kind, byte[] bytes) =>
        BodyCodecs.Reencode(kind, bytes) is { } again && again.AsSpan().SequenceEqual(bytes);
}
