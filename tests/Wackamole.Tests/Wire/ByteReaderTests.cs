using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

public sealed class ByteReaderTests
{
    [Fact]
    public void Fields_are_big_endian_and_read_back()
    {
        var bytes = Bytes((ref ByteWriter writer) =>
        {
            writer.U8(1);
            writer.U16(0x0203);
            writer.U32(0x0405_0607);
            writer.U64(0x0809_0a0b_0c0d_0e0f);
            writer.U128(Salt);
            writer.Bool(true);
        });

        Assert.Equal("0102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f01",
            Convert.ToHexStringLower(bytes));
        var reader = new ByteReader(bytes);
        Assert.Equal(1, reader.U8());
        Assert.Equal(0x0203, reader.U16());
        Assert.Equal(0x0405_0607u, reader.U32());
        Assert.Equal(0x0809_0a0b_0c0d_0e0ful, reader.U64());
        Assert.Equal(Salt, reader.U128());
        Assert.True(reader.Bool());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "8001")]
    [InlineData(16_384, "808001")]
    [InlineData(ulong.MaxValue, "ffffffffffffffffff01")]
    public void A_variable_number_is_as_short_as_can_be(ulong value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(
            Bytes((ref ByteWriter writer) => writer.WriteVar(value))));
        var reader = new ByteReader(Convert.FromHexString(hex));
        Assert.Equal(value, reader.ReadVar());
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("8000", "a longer form of 0")]
    [InlineData("ff00", "a longer form of 127")]
    [InlineData("ffffffffffffffffff02", "more than 64 bits")]
    [InlineData("ffffffffffffffffff8101", "more than ten bytes")]
    [InlineData("80", "cut short")]
    [InlineData("", "nothing")]
    public void A_variable_number_in_another_form_is_refused(string hex, string why)
    {
        var reader = new ByteReader(Convert.FromHexString(hex));
        Assert.Equal(0ul, reader.ReadVar());
        Assert.True(reader.Failed, why);
    }

    [Fact]
    public void After_a_failure_everything_is_zero_or_none()
    {
        var reader = new ByteReader([0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        reader.Bool();

        Assert.True(reader.Failed);
        Assert.Equal(0, reader.U8());
        Assert.Equal(0, reader.U16());
        Assert.Equal(0u, reader.U32());
        Assert.Equal(0ul, reader.U64());
        Assert.Equal(UInt128.Zero, reader.U128());
        Assert.Equal(0, reader.Rest().Length);
        Assert.Equal(ViewId.None, reader.ViewId(new NameTable()));
        Assert.Equal(string.Empty, reader.Member(new NameTable()).Name);
        Assert.Equal(default, reader.Address());
        Assert.Equal(TimeSpan.Zero, reader.Duration());
        Assert.False(reader.AtEnd);
    }

    [Theory]
    [InlineData("192.0.2.7", "04c0000207")]
    [InlineData("2001:db8::7", "1020010db8000000000000000000000007")]
    [InlineData("::ffff:192.0.2.7", "1000000000000000000000ffffc0000207")]
    public void An_address_keeps_its_family(string text, string hex)
    {
        Assert.True(IpAddress.TryParse(text, out var address));
        Assert.Equal(hex, Convert.ToHexStringLower(
            Bytes((ref ByteWriter writer) => writer.Address(address))));
        var reader = new ByteReader(Convert.FromHexString(hex));
        Assert.Equal(address, reader.Address());
    }

    [Fact]
    public void A_duration_beyond_what_a_span_of_time_holds_is_refused()
    {
        var reader = new ByteReader(
            Bytes((ref ByteWriter writer) => writer.WriteVar(ulong.MaxValue / 10)));
        Assert.Equal(TimeSpan.Zero, reader.Duration());
        Assert.True(reader.Failed);
    }

    [Fact]
    public void A_writer_that_runs_over_is_a_fault_of_the_program() =>
        Assert.Throws<InvariantViolatedException>(() => new ByteWriter(new byte[7]).U64(1));

    [Fact]
    public void Names_are_one_string_each_and_the_table_stays_small()
    {
        var names = new NameTable();
        var first = names.Intern("node-1.example"u8);
        Assert.Same(first, names.Intern("node-1.example"u8));
        for (var index = 0; index < 3 * Limits.InternedNames; index++)
        {
            names.Intern(System.Text.Encoding.ASCII.GetBytes($"n{index}"));
            Assert.InRange(names.Count, 1, Limits.InternedNames);
        }
    }
}
