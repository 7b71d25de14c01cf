using Wackamole.Core.Quorum;
using Wackamole.Core.Wire;
using Xunit;

namespace Wackamole.Tests.Quorum;

/// <summary>What stands on a disk and on the wire comes back, or is known for damaged.</summary>
public sealed class VoterRecordTests
{
    private static readonly VoterList List =
        VoterList.Of(3, [new("b", 0xbeef), new("a", 1), new("c", 0)]);

    public static TheoryData<VoterRecord> Records => [
        VoterRecord.Nothing,
        new VoterRecord(List, null, 0),
        new VoterRecord(List, new PendingList(List with { Generation = 4 }, 7), 8),
        new VoterRecord(null, new PendingList(List with { Generation = 1 }, 1), 1),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_comes_back_from_its_text_and_from_its_bytes(VoterRecord record)
    {
        Assert.Equal(record,
            VoterRecordText.Read(VoterRecordText.Write(record, "g"), "g", out var fault));
        Assert.Null(fault);
        var message = new VoterMessage.Report(5, (System.Collections.Immutable.ImmutableArray<
            string>)["a", "b"], record, VoterRecord.Nothing);
        Assert.Equal(message,
            VoterMessageCodec.Decode(VoterMessageCodec.Encode(message), new NameTable()));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_byte_that_is_lost_or_changed_is_noticed(VoterRecord record)
    {
        var text = VoterRecordText.Write(record, "wack1");
        for (var place = 0; place < text.Length; place++)
        {
            Assert.Null(VoterRecordText.Read(text[..place], "wack1", out var cut));
            Assert.NotNull(cut);
            var changed = text[..place] + (text[place] == 'x' ? 'y' : 'x') + text[(place + 1)..];
            Assert.Null(VoterRecordText.Read(changed, "wack1", out var fault));
            Assert.NotNull(fault);
        }
    }

    [Fact]
    public void A_file_of_another_group_is_not_used()
    {
        Assert.Null(VoterRecordText.Read(
            VoterRecordText.Write(new VoterRecord(List, null, 0), "one"), "other", out var fault));
        Assert.Equal("it is of another group", fault);
    }

    [Fact]
    public void Who_knows_more_has_the_greater_stamp()
    {
        var next = new PendingList(List with { Generation = 4 }, 1);
        Assert.Equal(0ul, VoterRecord.Nothing.Stamp);
        Assert.True(new VoterRecord(List, next, 1).Stamp > new VoterRecord(List, null, 9).Stamp);
        Assert.True(new VoterRecord(List with { Generation = 4 }, null, 0).Stamp
            > new VoterRecord(List, next with { Round = 1_000 }, 1_000).Stamp);
    }

    [Fact]
    public void Bytes_that_are_no_message_are_refused()
    {
        var names = new NameTable();
        Assert.Null(VoterMessageCodec.Decode([], names));
        Assert.Null(VoterMessageCodec.Decode([99], names));
        var bytes = VoterMessageCodec.Encode(new VoterMessage.Bootstrap(List));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Null(VoterMessageCodec.Decode(bytes.AsSpan(0, length), names));
        }

        Assert.Null(VoterMessageCodec.Decode([.. bytes, 0], names));
    }
}
