using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.ControlSocket;

/// <summary>
/// The one-byte commands of the original Wackamole and the layout of its answers, so that
/// programs which were written for it go on working. Integers are big-endian; the layout has
/// room for IPv4 alone, so virtual interfaces with an IPv6 head are left out.
/// </summary>
internal static class OriginalProtocol
{
    public const byte GetState = 0;
    public const byte ServiceFailure = 1;
    public const byte ServiceSuccess = 2;

    private const int NameBytes = 16; // IFNAMSIZ of net/if.h
    private const int RecordBytes = NameBytes + 3 * 4;

    /// <summary>
    /// Owner, head, and up to 29 further addresses before the one that ends them.
    /// </summary>
    private const int Records = 32;

    private const int MostFurtherAddresses = Records - 3;
    private const int EntryBytes = 4 + Records * RecordBytes;

    private const uint Unclaimed = 0;
    private const uint Claimed = 2;
    private const uint Preferred = 4;
    private const uint PreferredAndClaimed = 5;

    /// <summary>
    /// What a byte asks for, or null where the original would close the connection.
    /// </summary>
    public static ControlCommand? CommandOf(byte command) => command switch
    {
        GetState => ControlCommand.Status,
        ServiceFailure => ControlCommand.Fail,
        ServiceSuccess => ControlCommand.Start,
        _ => null,
    };

    /// <summary>The answer to a byte.</summary>
    /// <param name="ownAddress">
    /// The owner is named by an address there: ours, for what this host holds.
    /// </param>
    public static byte[] Answer(byte command, ControlReply reply, IpAddress ownAddress) =>
        command == GetState && reply.Status is not null
            ? State(reply.Status, ownAddress)
            : Result(failed: reply.Error is not null);

    private static byte[] Result(bool failed) => failed ? [0, 0, 0, 1] : [0, 0, 0, 0];

    private static byte[] State(ClusterStatus status, IpAddress ownAddress)
    {
        var entries = new List<byte[]>();
        foreach (var virtualInterface in status.VirtualInterfaces)
        {
            if (IpAddress.TryParse(virtualInterface.Name, out var head) && !head.IsV6)
            {
                var owner = OwnerAddress(status, virtualInterface.Holder, ownAddress);
                entries.Add(Entry(virtualInterface, head, owner));
            }
        }

        var answer = new byte[4 + entries.Count * EntryBytes];
        BinaryPrimitives.WriteUInt32BigEndian(answer, (uint)(entries.Count * EntryBytes));
        for (var index = 0; index < entries.Count; index++)
        {
            entries[index].CopyTo(answer, 4 + index * EntryBytes);
        }

        return answer;
    }

    private static byte[] Entry(VirtualInterfaceStatus status, IpAddress head, IpAddress owner)
    {
        var entry = new byte[EntryBytes];
        BinaryPrimitives.WriteUInt32BigEndian(entry, Claim(status));
        owner.WriteTo(entry.AsSpan(4 + NameBytes));

        // Where this host does not know the virtual interface, its head is all that can be said.
        WriteRecord(entry.AsSpan(4 + RecordBytes), string.Empty, head, 32);
        var record = 1;
        foreach (var text in status.Addresses)
        {
            if (record <= MostFurtherAddresses + 1
                && TryReadAddress(text, out var name, out var address, out var length))
            {
                WriteRecord(entry.AsSpan(4 + record * RecordBytes), name, address, length);
                record++;
            }
        }

        return entry;
    }

    private static uint Claim(VirtualInterfaceStatus status) => status.Holder switch
    {
        null when status.PreferredBy.IsEmpty => Unclaimed,
        null => Preferred,
        { } holder => status.PreferredBy.Contains(holder) ? PreferredAndClaimed : Claimed,
    };

    private static void WriteRecord(
        Span<byte> record, string name, IpAddress address, int prefixLength)
    {
        var mask = prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);
        record[..NameBytes].Clear();
        Encoding.ASCII.GetBytes(name.AsSpan(0, Math.Min(name.Length, NameBytes - 1)), record);
        BinaryPrimitives.WriteUInt32BigEndian(record[NameBytes..], address.AsV4);
        BinaryPrimitives.WriteUInt32BigEndian(record[(NameBytes + 4)..], address.AsV4 | ~mask);
        BinaryPrimitives.WriteUInt32BigEndian(record[(NameBytes + 8)..], mask);
    }

    // «interface:a.b.c.d/length»
    private static bool TryReadAddress(
        string text, out string name, out IpAddress address, out int prefixLength)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.LastIndexOf('/');
        name = colon > 0 ? text[..colon] : string.Empty;
        address = default;
        prefixLength = 0;
        return colon > 0 && slash > colon
            && IpAddress.TryParse(text.AsSpan(colon + 1, slash - colon - 1), out address)
            && !address.IsV6
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None,
                CultureInfo.InvariantCulture, out prefixLength)
            && prefixLength <= 32;
    }

    private static IpAddress OwnerAddress(
        ClusterStatus status, string? holder, IpAddress ownAddress)
    {
        if (holder is null)
        {
            return IpAddress.V4(0);
        }

        if (string.Equals(holder, status.Node, StringComparison.Ordinal))
        {
            return ownAddress.IsV6 || ownAddress.AsV4 == 0 ? LoopbackAddress : ownAddress;
        }

        foreach (var member in status.Members)
        {
            if (string.Equals(member.Name, holder, StringComparison.Ordinal)
                && FirstV4(member) is { } address)
            {
                return address;
            }
        }

        return LoopbackAddress;
    }

    // Somebody owns it, but has no IPv4 address to be named by: 0 would say that nobody does.
    private static IpAddress LoopbackAddress => IpAddress.V4(0x7f00_0001);

    private static IpAddress? FirstV4(MemberStatus member)
    {
        foreach (var link in member.Links)
        {
            var colon = link.Endpoint.LastIndexOf(':');
            if (colon > 0 && IpAddress.TryParse(link.Endpoint.AsSpan(0, colon), out var address)
                && !address.IsV6)
            {
                return address;
            }
        }

        return null;
    }
}
