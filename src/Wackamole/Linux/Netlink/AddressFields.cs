using System.Buffers.Binary;
using System.Text;
using Wackamole.Core.Values;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>What the attributes of an address message say, while they are read.</summary>
internal struct AddressFields
{
    public AddressFields()
    {
    }

    public IpAddress? Local { get; private set; }

    public IpAddress? Address { get; private set; }

    public IpAddress? Broadcast { get; private set; }

    public string? Label { get; private set; }

    public AddressLifetime Lifetime { get; private set; } = AddressLifetime.Forever;

    public uint RouteMetric { get; private set; }

    public byte Protocol { get; private set; }

    /// <summary>The eight bits of the fixed part, until IFA_FLAGS gives all 32.</summary>
    public uint Flags { get; set; }

    /// <param name="attributes">All attributes of the message.</param>
    /// <param name="addressBytes">4 or 16: the size that every address must have.</param>
    public NetlinkRefusal Read(ReadOnlySpan<byte> attributes, int addressBytes)
    {
        while (!attributes.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref attributes, out var attribute);
            if (refusal == NetlinkRefusal.None && !TryTake(attribute, addressBytes))
            {
                refusal = NetlinkRefusal.AttributeSizeWrong;
            }

            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }
        }

        return NetlinkRefusal.None;
    }

    private bool TryTake(NetlinkAttribute attribute, int addressBytes)
    {
        var value = attribute.Value;
        switch (attribute.Type)
        {
            case IFA_LOCAL when value.Length == addressBytes:
                Local = IpAddress.FromBytes(value);
                return true;
            case IFA_ADDRESS when value.Length == addressBytes:
                Address = IpAddress.FromBytes(value);
                return true;
            case IFA_BROADCAST when value.Length == addressBytes:
                Broadcast = IpAddress.FromBytes(value);
                return true;
            case IFA_LABEL:
                Label = Encoding.UTF8.GetString(value.TrimEnd((byte)0));
                return true;
            case IFA_FLAGS when attribute.As32 is { } flags:
                Flags = flags;
                return true;
            case IFA_CACHEINFO when value.Length == CacheInfoBytes:
                Lifetime = new AddressLifetime(
                    BinaryPrimitives.ReadUInt32LittleEndian(value[4..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(value));
                return true;
            case IFA_RT_PRIORITY when attribute.As32 is { } metric:
                RouteMetric = metric;
                return true;
            case IFA_PROTO when value.Length == 1:
                Protocol = value[0];
                return true;
            default:
                return attribute.Type is not (IFA_LOCAL or IFA_ADDRESS or IFA_BROADCAST
                    or IFA_FLAGS or IFA_CACHEINFO or IFA_RT_PRIORITY or IFA_PROTO);
        }
    }
}
