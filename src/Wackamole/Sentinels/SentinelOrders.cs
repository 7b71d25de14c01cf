using System.Collections.Immutable;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Wackamole.Fencing;

namespace Wackamole.Sentinels;

/// <summary>
/// What the sentinel is to do when the daemon has died. The daemon writes it whole, and again
/// whenever something of it changes; the last that is whole counts. Big-endian:
/// <code>
///  0  magic     57 53 («WS»)
///  2  kind      1 orders, 2 farewell: nothing is to be done
///  3  length    u32 of what follows
///     fence     folder (length u16, UTF-8), filters' handle u32
///     addresses u32, then each as in packets
///     waits     u8, 1: addresses and fence are left until the lease is over
///     notices   u16, then each: link u8, address (length u8, bytes), payload (length u16, bytes)
/// </code>
/// No key is in it, and nothing that takes cryptography: the notices are sealed already, and the
/// fence's names computed. To load that would take 10 ms and 5 MB when there may be none left.
/// </summary>
internal sealed record SentinelOrders(
    FenceName Fence, ImmutableArray<IpAddress> Addresses, ImmutableArray<SentinelNotice> Notices)
{
    /// <summary>
    /// The others cannot be told and wait for the lease: so long, and no longer, the host may go
    /// on answering behind its fence.
    /// </summary>
    public bool WaitsForLease { get; init; }

    public const int HeaderBytes = 7;

    /// <summary>Far beyond what the limits of addresses and peers come to.</summary>
    public const int MostBytes = 32 << 20;

    private const ushort Magic = 0x5753;
    private const byte OrdersKind = 1;
    private const byte FarewellKind = 2;

    /// <summary>The daemon ends in order and has released and said everything.</summary>
    public static ReadOnlySpan<byte> Farewell => [0x57, 0x53, FarewellKind, 0, 0, 0, 0];

    public byte[] Write()
    {
        var folder = Encoding.UTF8.GetBytes(Fence.Folder);
        var length = 2 + folder.Length + 4 + 4 + 17 * Addresses.Length + 1 + 2
            + Notices.Sum(one => 4 + one.Address.Length + one.Payload.Length);
        var bytes = new byte[HeaderBytes + length];
        var writer = new ByteWriter(bytes);
        writer.U16(Magic);
        writer.U8(OrdersKind);
        writer.U32(0);
        writer.U16((ushort)folder.Length);
        writer.Bytes(folder);
        writer.U32(Fence.FilterHandle);
        writer.U32((uint)Addresses.Length);
        foreach (var address in Addresses)
        {
            writer.Address(address);
        }

        writer.Bool(WaitsForLease);
        writer.U16((ushort)Notices.Length);
        foreach (var notice in Notices)
        {
            writer.U8((byte)notice.Link);
            writer.U8((byte)notice.Address.Length);
            writer.Bytes(notice.Address.AsSpan());
            writer.U16((ushort)notice.Payload.Length);
            writer.Bytes(notice.Payload.AsSpan());
        }

        var written = writer.Written;
        new ByteWriter(bytes.AsSpan(3)).U32((uint)(written - HeaderBytes));
        return bytes[..written];
    }

    /// <summary>
    /// Takes one whole message from the front; 0 where there is none yet, -1 where it is none.
    /// </summary>
    /// <param name="orders">Null for a farewell.</param>
    public static int Take(ReadOnlySpan<byte> bytes, out SentinelOrders? orders)
    {
        orders = null;
        if (bytes.Length < HeaderBytes)
        {
            return 0;
        }

        var header = new ByteReader(bytes);
        var magic = header.U16();
        var kind = header.U8();
        var length = header.U32();
        if (magic != Magic || kind is not (OrdersKind or FarewellKind) || length > MostBytes)
        {
            return -1;
        }

        if (bytes.Length < HeaderBytes + length)
        {
            return 0;
        }

        var end = HeaderBytes + (int)length;
        return kind == FarewellKind ? end
            : TryRead(new ByteReader(bytes[HeaderBytes..end]), out orders) ? end : -1;
    }

    private static bool TryRead(ByteReader reader, out SentinelOrders? orders)
    {
        var folder = Encoding.UTF8.GetString(reader.Bytes(reader.U16()));
        var fence = new FenceName(folder, reader.U32());
        var addresses = ImmutableArray.CreateBuilder<IpAddress>();
        for (var left = reader.U32(); left > 0 && !reader.Failed; left--)
        {
            addresses.Add(reader.Address());
        }

        var waits = reader.Bool();
        var notices = ImmutableArray.CreateBuilder<SentinelNotice>();
        for (var left = reader.U16(); left > 0 && !reader.Failed; left--)
        {
            var link = reader.U8();
            var address = reader.Bytes(reader.U8()).ToImmutableArray();
            notices.Add(new SentinelNotice(
                link, address, reader.Bytes(reader.U16()).ToImmutableArray()));
        }

        orders = reader.AtEnd ? new SentinelOrders(
            fence, addresses.ToImmutable(), notices.ToImmutable())
        {
            WaitsForLease = waits,
        } : null;
        return orders is not null;
    }
}
