using System.Buffers.Binary;
using Wackamole.Core.Announcements;
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

    /// <summary>UDP over IPv4 with four bytes in it (RFC 768), without its checksum.</summary>
    public static byte[] Datagram(ulong to, string source, string destination, int port)
    {
        var frame = Convert.FromHexString($"{to:x12}0200000000fe0800" + "45000020000040004011"
            + "0000" + Hex(source) + Hex(destination) + $"9999{port:x4}000c0000" + "01020304");
        BinaryPrimitives.WriteUInt16BigEndian(
            frame.AsSpan(24), InternetChecksum.Of(frame.AsSpan(14, 20)));
        return frame;
    }

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
