using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Group;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Wackamole.Tests.Spread;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>What members tell each other through an engine, byte by byte.</summary>
public sealed class OrderedMessageTests
{
    private static readonly MemberId A = new("a", 1);

    private static readonly HelloMessage Hello = new()
    {
        Round = 0x0102030405060708,
        Said = 9,
        Member = A,
        MachineId = 0x11,
        Views = 3,
        IsFresh = true,
        Lease = TimeSpan.FromMilliseconds(2),
        Former = ["#w0#n1"],
        Absent = ["#x#n1", "#y#n1"],
        Waits = [new SessionWait("#z#n1", TimeSpan.FromMilliseconds(1))],
    };

    [Fact]
    public void Hello_says_who_a_session_is_and_what_it_knows() => Assert.Equal(
        Hex.Bytes("""
            01 01  01 02 03 04 05 06 07 08  09  01 61 00×7 01  00×7 11  03  01  d0 0f
            01 06 23 77 30 23 6e 31
            02 05 23 78 23 6e 31 05 23 79 23 6e 31
            01 05 23 7a 23 6e 31 e8 07
            """),
        Bytes(HelloMessage.MostBytes, Hello.Write));

    [Fact]
    public void Alive_says_its_view_and_what_its_sender_is() => Assert.Equal(
        Hex.Bytes("01 02  05 01 61 00×7 01  07  00 21  01  02  01  00×7 2a  80 01  01"),
        Bytes(AliveMessage.MostBytes, new AliveMessage(new ViewId(5, A), 7, new LocalState(
            true, 42, HeartbeatFlags.LeaseValid | HeartbeatFlags.Mature, FenceKind.Kernel, 2),
            128, true).Write));

    [Fact]
    public void Goodbye_and_absent_name_a_session()
    {
        Assert.Equal(Hex.Bytes("01 04 05 23 7a 23 6e 31"),
            Bytes(GoodbyeMessage.MostBytes, new GoodbyeMessage("#z#n1").Write));
        Assert.Equal(Hex.Bytes("01 05 05 23 7a 23 6e 31 80 01"),
            Bytes(AbsentMessage.MostBytes, new AbsentMessage("#z#n1", 128).Write));
    }

    [Fact]
    public void Data_carries_its_view_its_place_and_its_bytes()
    {
        var writer = new ByteWriter(new byte[DataMessage.MostHeadBytes + 2]);
        new DataMessage(new ViewId(5, A), new FragmentHeader(1, 1, 2, 3, 4), [0xaa, 0xbb])
            .Write(ref writer);
        Assert.Equal(Hex.Bytes("01 03  05 01 61 00×7 01  01 01 02 03 04  aa bb"),
            writer.WrittenBytes.ToArray());
    }

    [Fact]
    public void Greatest_hello_fits_its_buffer()
    {
        var names = Enumerable.Range(0, 2 * Limits.Members + 9)
            .Select(number => $"#{new string('x', 50)}#{number:0000}").ToImmutableArray();
        var bytes = Bytes(HelloMessage.MostBytes, (Hello with
        {
            Member = new MemberId(new string('m', Limits.NodeNameBytes), ulong.MaxValue),
            Former = names,
            Absent = names,
            Waits = [.. names.Select(name => new SessionWait(name, TimeSpan.FromMinutes(1)))],
        }).Write);
        Assert.True(Rereads(bytes));
    }

    [Fact]
    public void Any_bytes_are_a_message_or_are_refused()
    {
        var anything =
            from kind in Gen.Choose(0, 6)
            from bytes in ArbMap.Default.GeneratorFor<byte[]>()
            select (byte[])[1, (byte)kind, .. bytes];
        Prop.ForAll(anything.ToArbitrary(), bytes => Rereads(bytes) is not false)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_damaged_hello_is_refused_or_read_as_what_it_now_says()
    {
        var good = Bytes(HelloMessage.MostBytes, Hello.Write);
        var damaged =
            from place in Gen.Choose(0, good.Length - 1)
            from value in Gen.Choose(0, 255)
            from length in Gen.Choose(place, good.Length)
            select (byte[])[.. good[..place], (byte)value, .. good[Math.Min(place + 1, length)..]];
        Prop.ForAll(damaged.ToArbitrary(), bytes => Rereads(bytes) is not false)
            .QuickCheckThrowOnFailure();
    }

    private delegate void Writing(ref ByteWriter writer);

    private static byte[] Bytes(int most, Writing write)
    {
        var writer = new ByteWriter(new byte[most]);
        write(ref writer);
        return writer.WrittenBytes.ToArray();
    }

    /// <summary>Null where the bytes are refused; else whether they are written alike.</summary>
    private static bool? Rereads(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        var kind = OrderedHead.Read(ref reader);
        if (reader.Failed)
        {
            return null;
        }

        var names = new NameTable();
        scoped var writer = new ByteWriter(new byte[bytes.Length + HelloMessage.MostBytes]);
        switch (kind)
        {
            case OrderedMessageKind.Hello
                when HelloMessage.TryRead(ref reader, names, out var hello):
                hello!.Write(ref writer);
                break;
            case OrderedMessageKind.Alive
                when AliveMessage.TryRead(ref reader, names, out var alive):
                alive.Write(ref writer);
                break;
            case OrderedMessageKind.Data when DataMessage.TryRead(ref reader, names, out var data):
                data.Write(ref writer);
                break;
            case OrderedMessageKind.Goodbye when GoodbyeMessage.TryRead(ref reader, out var bye):
                bye.Write(ref writer);
                break;
            case OrderedMessageKind.Absent when AbsentMessage.TryRead(ref reader, out var absent):
                absent.Write(ref writer);
                break;
            default:
                return null;
        }

        return writer.WrittenBytes.SequenceEqual(bytes);
    }
}
