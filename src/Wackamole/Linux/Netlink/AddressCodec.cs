using System.Buffers.Binary;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Requests and answers about addresses: struct ifaddrmsg and its attributes.</summary>
internal static class AddressCodec
{
    /// <summary>Bytes that no request here is greater than.</summary>
    public const int MaxRequestBytes = 160;

    private const int LabelBytes = 15;

    /// <summary>Asks for an address to be added or, with NLM_F_REPLACE, to be refreshed.</summary>
    public static void WriteNew(
        ref NetlinkWriter writer, KernelAddress address, ushort flags, uint sequence)
    {
        writer.Begin(RTM_NEWADDR, (ushort)(NLM_F_REQUEST | NLM_F_ACK | flags), sequence);
        WriteFixed(ref writer, address);
        WriteAddresses(ref writer, address);
        Span<byte> value = stackalloc byte[CacheInfoBytes];
        if (address.Broadcast is { } broadcast)
        {
            writer.Attribute(IFA_BROADCAST, value[..broadcast.WriteTo(value)]);
        }

        if (address.Label is { } label)
        {
            // With its closing zero, as the kernel itself writes it.
            var length = Encoding.UTF8.GetBytes(label.AsSpan(0, Math.Min(label.Length, LabelBytes)),
                value);
            value[length] = 0;
            writer.Attribute(IFA_LABEL, value[..(length + 1)]);
        }

        writer.Attribute(IFA_FLAGS, address.Flags);
        WriteLifetime(ref writer, address.Lifetime);
        if (address.RouteMetric != 0)
        {
            writer.Attribute(IFA_RT_PRIORITY, address.RouteMetric);
        }

        writer.Attribute(IFA_PROTO, [address.Protocol]);
        writer.End();
    }

    /// <summary>Asks for one address of one interface to be removed.</summary>
    public static void WriteDelete(ref NetlinkWriter writer, KernelAddress address, uint sequence)
    {
        writer.Begin(RTM_DELADDR, NLM_F_REQUEST | NLM_F_ACK, sequence);
        WriteFixed(ref writer, address);
        WriteAddresses(ref writer, address);
        writer.End();
    }

    /// <summary>Asks for all addresses, of one interface where its index is not 0.</summary>
    public static void WriteDump(ref NetlinkWriter writer, int interfaceIndex, uint sequence)
    {
        writer.Begin(RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, sequence);
        writer.Put32(Sockets.AF_UNSPEC);
        writer.Put32((uint)interfaceIndex);
        writer.End();
    }

    /// <summary>Reads the body of RTM_NEWADDR or RTM_DELADDR.</summary>
    public static NetlinkRefusal TryParse(ReadOnlySpan<byte> body, out KernelAddress? address)
    {
        address = null;
        if (body.Length < AddressMessageBytes)
        {
            return NetlinkRefusal.BodyCut;
        }

        if (body[0] is not (Sockets.AF_INET or Sockets.AF_INET6))
        {
            return NetlinkRefusal.FamilyUnknown;
        }

        var fields = new AddressFields { Flags = body[2] };
        var refusal = fields.Read(
            body[AddressMessageBytes..], body[0] == Sockets.AF_INET6 ? 16 : 4);
        if (refusal != NetlinkRefusal.None)
        {
            return refusal;
        }

        // IPv4 names its own end IFA_LOCAL; IPv6 does so only where there is another end.
        if ((fields.Local ?? fields.Address) is not { } own)
        {
            return NetlinkRefusal.AttributeMissing;
        }

        if (body[1] > own.Length)
        {
            return NetlinkRefusal.PrefixWrong;
        }

        address = new KernelAddress(BinaryPrimitives.ReadInt32LittleEndian(body[4..]), own,
            body[1], fields.Protocol, fields.Flags)
        {
            Scope = body[3],
            Peer = fields.Address ?? own,
            Broadcast = fields.Broadcast,
            Label = fields.Label,
            Lifetime = fields.Lifetime,
            RouteMetric = fields.RouteMetric,
        };
        return NetlinkRefusal.None;
    }

    private static void WriteFixed(ref NetlinkWriter writer, KernelAddress address)
    {
        writer.Put8((byte)(address.Address.IsV6 ? Sockets.AF_INET6 : Sockets.AF_INET));
        writer.Put8((byte)address.PrefixLength);
        writer.Put8((byte)address.Flags);
        writer.Put8(address.Scope);
        writer.Put32((uint)address.InterfaceIndex);
    }

    // The kernel removes only what matches address and prefix, so both are always named.
    private static void WriteAddresses(ref NetlinkWriter writer, KernelAddress address)
    {
        Span<byte> value = stackalloc byte[16];
        writer.Attribute(IFA_LOCAL, value[..address.Address.WriteTo(value)]);
        writer.Attribute(IFA_ADDRESS, value[..address.Peer.WriteTo(value)]);
    }

    private static void WriteLifetime(ref NetlinkWriter writer, AddressLifetime lifetime)
    {
        Span<byte> value = stackalloc byte[CacheInfoBytes];
        value.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(value, lifetime.PreferredSeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(value[4..], lifetime.ValidSeconds);
        writer.Attribute(IFA_CACHEINFO, value);
    }
}
