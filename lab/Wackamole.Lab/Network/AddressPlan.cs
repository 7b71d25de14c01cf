using Wackamole.Core.Values;

namespace Wackamole.Lab.Network;

/// <summary>
/// Which address is whose on the lab's segments: 10.77.0.0/20 and fd77::/64 on the first,
/// 10.78.0.0/20 and fd78::/64 on the second.
/// </summary>
internal static class AddressPlan
{
    public const int PrefixLength = 20;
    public const int PrefixLengthV6 = 64;

    /// <summary>Last byte of the client's address; hosts are numbered from 1.</summary>
    public const int ClientNumber = 250;

    /// <summary>Of a block of virtual addresses: none ends in .0 or .255.</summary>
    private const int VirtualAddressesPerBlock = 250;

    private const uint Network4 = 0x0A4D_0000;
    private const uint Segment4 = 0x0001_0000;
    private const int BlockBits = 8;
    private const int NetworkBits6 = 112;
    private const int VirtualBits6 = 16;

    /// <summary>A host's own address, by which its peers know it.</summary>
    public static IpAddress Host(int number, int segment = 0) =>
        IpAddress.V4(Network4 + Segment4 * (uint)segment + (uint)number);

    /// <summary>All stations of the first segment.</summary>
    public static IpAddress Broadcast =>
        IpAddress.V4(Network4 | (uint.MaxValue >> PrefixLength));

    public static IpAddress HostV6(int number, int segment = 0) =>
        IpAddress.V6(((UInt128)(0xfd77 + segment) << NetworkBits6) | (UInt128)number);

    /// <summary>A virtual address, numbered from 1: 10.77.1.1, 10.77.1.2, …</summary>
    public static IpAddress Virtual(int number, int segment = 0)
    {
        var block = 1 + (number - 1) / VirtualAddressesPerBlock;
        var place = 1 + (number - 1) % VirtualAddressesPerBlock;
        return IpAddress.V4(
            Network4 + Segment4 * (uint)segment + ((uint)block << BlockBits) + (uint)place);
    }

    public static IpAddress VirtualV6(int number, int segment = 0) =>
        IpAddress.V6(HostV6(0, segment).Bits | (UInt128)(uint)((1 << VirtualBits6) + number));
}
