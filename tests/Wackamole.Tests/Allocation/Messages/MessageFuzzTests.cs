using Wackamole.Core.Allocation;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Wackamole.Tests.Allocation.Table;
using Xunit;
using FsCheck.Fluent;

namespace Wackamole.Tests.Allocation.Messages;

/// <summary>
/// Any bytes give a message or a named refusal; what is accepted has this one encoding.
/// </summary>
public sealed class MessageFuzzTests
{
    private const int Rounds = 20_000;

    private static readonly IpAddress Head = IpAddress.V4(0x0a00_0001);
    private static readonly IpAddress Other = IpAddress.V6((UInt128)7 << 64);

    public static IReadOnlyList<AllocationMessage> Samples { get; } =
    [
        State(12, heads: 40), State(3, heads: 1), State(4, heads: 200),
        new AllocationMessage.Heads([Head, Other]),
        new AllocationMessage.MatureNow(),
        new AllocationMessage.Balance(null), new AllocationMessage.Balance(7),
        new AllocationMessage.Released([Head]), new AllocationMessage.Acquired([Head, Other]),
        new AllocationMessage.Failed([new HeadReason(Head, "no room")]),
        new AllocationMessage.Eligible([new HeadReason(Head, null), new HeadReason(Other, "no")]),
        new AllocationMessage.PinTo(Head, "a"),
        new AllocationMessage.Unpin(null), new AllocationMessage.Unpin(Other),
        new AllocationMessage.Drain("b", true), new AllocationMessage.Yield(true),
        new AllocationMessage.Reconfigured([Head], Offer.Nothing(1)),
    ];

    [Fact]
    public void Every_kind_of_message_reads_back_as_it_was()
    {
        var kinds = new HashSet<byte>();
        foreach (var sample in Samples)
        {
            var bytes = MessageCodec.Encode(sample);
            kinds.Add(bytes[0]);
            Assert.Equal(Refusal.None,
                MessageCodec.Decode(bytes, new NameTable(), out var message));
            Assert.Equal(bytes, MessageCodec.Encode(message!));
        }

        Assert.Equal(Enum.GetValues<MessageKind>().Length, kinds.Count);
    }

    [Fact]
    public void Any_state_of_a_member_reads_back_as_it_was()
    {
        foreach (var member in RandomTables.Views.Sample(300).SelectMany(members => members))
        {
            var bytes = MessageCodec.Encode(member.State);
            MessageCodec.Decode(bytes, new NameTable(), out var message);
            var read = Assert.IsType<AllocationMessage.State>(message);
            Assert.True(read.Held.SameAs(member.State.Held));
            Assert.Equal(member.State.Offer, read.Offer);
            Assert.Equal(bytes, MessageCodec.Encode(read));
        }
    }

    [Fact]
    public void A_mangled_message_is_refused_or_reads_as_one_that_we_would_write()
    {
        var random = new Random(3);
        var (accepted, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = MessageCodec.Encode(Samples[round % Samples.Count]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            bytes = random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            if (IsAccepted(bytes))
            {
                accepted++;
            }
            else
            {
                refused++;
            }
        }

        Assert.True(accepted > Rounds / 20 && refused > Rounds / 20,
            $"{accepted} accepted, {refused} refused: nothing was tried");
    }

    [Fact]
    public void Random_bytes_are_refused_by_name_or_read_as_a_message()
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(0, 80)];
            random.NextBytes(bytes);
            if (bytes.Length > 0 && round % 2 == 0)
            {
                bytes[0] = (byte)(round % 16);
            }

            IsAccepted(bytes);
        }
    }

    private static bool IsAccepted(byte[] bytes)
    {
        var refusal = MessageCodec.Decode(bytes, new NameTable(), out var message);
        Assert.Equal(refusal == Refusal.None, message is not null);
        if (message is not null)
        {
            Assert.Equal(bytes, MessageCodec.Encode(message));
        }

        return message is not null;
    }

    private static AllocationMessage.State State(int place, int heads)
    {
        var catalogue = RandomTables.CatalogueOf(heads);
        var state = RandomTables.Member(place, catalogue, place, held => held[0] = true).State;
        return state with
        {
            FormerView = new ViewId(5, new MemberId("a", 9)),
            FormerSize = place,
            RemainingWait = TimeSpan.FromMilliseconds(place),
            AlsoHeld = [Other],
            Pins = [new Pin(Head, "a", 2), new Pin(Other, string.Empty, 3)],
            PinClock = 3,
        };
    }
}
