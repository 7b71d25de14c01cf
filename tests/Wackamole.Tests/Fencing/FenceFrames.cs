using Wackamole.Core.Values;
using Wackamole.Tests.Daemon;

namespace Wackamole.Tests.Fencing;

/// <summary>Frames to be judged, made by hand.</summary>
internal static class FenceFrames
{
    private const string Stations = "020000000001" + "020000000002";
    private const int LeastBytes = 60;

    public static byte[] Arp(string sender, string target, string tags = "") => Frame(
        Stations + tags + "0806" + "0001080006040001" + "020000000002" + Hex(sender)
        + "000000000000" + Hex(target));

    public static byte[] IpV4(string source, string destination, string tags = "") => Frame(
        Stations + tags + "0800" + "450000280000400040060000" + Hex(source) + Hex(destination));

    public static byte[] IpV6(string source, string destination, string tags = "") => Frame(
        Stations + tags + "86DD" + "6000000000143bff" + Hex(source) + Hex(destination));

    /// <summary>A neighbour advertisement (RFC 4861, 4.4).</summary>
    public static byte[] Advertisement(string source, string target, string tags = "") => Frame(
        Stations + tags + "86DD" + "6000000000203aff" + Hex(source) + Hex("ff02::1")
        + "8800000020000000" + Hex(target) + "0201020000000002");

    /// <summary>A neighbour solicitation (RFC 4861, 4.3).</summary>
    public static byte[] Solicitation(string source, string target) => Frame(
        Stations + "86DD" + "6000000000203aff" + Hex(source) + Hex("ff02::1")
        + "8700000000000000" + Hex(target) + "0101020000000002");

    public static byte[] Of(string hex) => Frame(hex);

    private static string Hex(string address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Convert.ToHexString(bytes[..HostParts.Ip(address).WriteTo(bytes)]);
    }

    private static byte[] Frame(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        return [.. bytes, .. new byte[Math.Max(0, LeastBytes - bytes.Length)]];
    }
}
