using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class ArpTableMessageTests
{
    private const string Pin = "02" + "c000020a" + "020000000001" + "c000024d" + "0200000000aa"
        + "01" + "20010db8000000000000000000123456" + "0200000000aa";

    [Fact]
    public void A_report_has_exactly_these_bytes() =>
        Assert.Equal(Pin, Convert.ToHexStringLower(Write(
            new ArpEntry(Client6, OtherMac), new ArpEntry(Client, 2), new ArpEntry(Vip, Mac),
            new ArpEntry(Client, OtherMac))));

    [Theory]
    [InlineData("0000")]
    [InlineData(Pin)]
    public void A_report_reads_back(string hex) => Assert.Equal(hex, Reencode(hex));

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("00", "one family")]
    [InlineData("000000", "more behind it")]
    [InlineData("01" + "c000020a" + "0200000000" + "00", "cut short")]
    [InlineData("02" + "c000020a" + "020000000001" + "c000020a" + "020000000001" + "00", "repeats")]
    [InlineData("02" + "c000020b" + "020000000001" + "c000020a" + "020000000001" + "00",
        "unsorted")]
    [InlineData("818002" + "00", "more than a report may have")]
    public void A_report_in_another_form_is_refused(string hex, string why) =>
        Assert.True(Reencode(hex) is null, why);

    [Fact]
    public void A_report_keeps_to_its_limit_and_fits_one_message()
    {
        var many = Enumerable.Range(0, Limits.ArpReportEntries + 5)
            .Select(index => new ArpEntry(IpAddress.V6((UInt128)index), 2)).ToArray();
        var written = Write(many);
        var read = new List<ArpEntry>();
        var reader = new ByteReader(written);

        Assert.True(ArpTableMessage.TryRead(ref reader, read));
        Assert.Equal(many[..Limits.ArpReportEntries], read);
        Assert.True(ArpTableMessage.MostBytes(int.MaxValue) < Limits.MessageBytes);
    }

    [Fact]
    public void Any_bytes_are_refused_or_read_as_a_report_that_we_would_write()
    {
        Prop.ForAll<byte[]>(bytes => Same(bytes)).QuickCheckThrowOnFailure();
        var random = new Random(6);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = Convert.FromHexString(Pin);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.True(Same(bytes));
        }
    }

    private static bool Same(byte[] bytes)
    {
        var hex = Convert.ToHexStringLower(bytes);
        return (Reencode(hex) ?? hex) == hex;
    }

    private static string? Reencode(string hex)
    {
        var entries = new List<ArpEntry>();
        var reader = new ByteReader(Convert.FromHexString(hex));
        return ArpTableMessage.TryRead(ref reader, entries)
            ? Convert.ToHexStringLower(Write([.. entries]))
            : null;
    }

    private static byte[] Write(params ArpEntry[] entries)
    {
        var writer = new ByteWriter(new byte[ArpTableMessage.MostBytes(entries.Length)]);
        ArpTableMessage.Write(ref writer, entries);
        return writer.WrittenBytes.ToArray();
    }
}
