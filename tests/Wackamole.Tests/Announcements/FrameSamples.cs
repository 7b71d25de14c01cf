using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Announcements;

/// <summary>Values that the tests of this folder share.</summary>
internal static class FrameSamples
{
    public const ulong Mac = 0x0200_0000_0001;
    public const ulong OtherMac = 0x0200_0000_00aa;

    public static readonly IpAddress Vip = Ip("192.0.2.10");
    public static readonly IpAddress Client = Ip("192.0.2.77");
    public static readonly IpAddress Vip6 = Ip("2001:db8::a:10");
    public static readonly IpAddress Client6 = Ip("2001:db8::12:3456");

    public delegate int Writing(Span<byte> frame);

    public static IpAddress Ip(string text) => IpAddress.TryParse(text, out var address)
        ? address
        : throw new ArgumentException(text, nameof(text));

    public static AddressBlock Block(string text)
    {
        var parts = text.Split('/');
        return new AddressBlock(
            Ip(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// A virtual interface of addresses as «eth0:192.0.2.1/24», neighbourhood last.
    /// </summary>
    public static VirtualInterface Vif(params string[] addresses) =>
        new([.. addresses.Select(text =>
        {
            var parts = text.Split(':', 2);
            var parsed = Block(parts[1]);
            return new InterfaceAddress(
                parts[0], parsed.Address, parsed.Address.Length, parsed.PrefixLength);
        })]);

    public static byte[] Frame(Writing write)
    {
        // Filled with what was there before: every byte of a frame has to be written.
        var bytes = new byte[NeighbourFrames.MostBytes];
        Array.Fill(bytes, (byte)0xee);
        return bytes[..write(bytes)];
    }

    public static string Hex(Writing write) => Convert.ToHexStringLower(Frame(write));
}
