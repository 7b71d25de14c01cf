using System.Buffers.Binary;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Writes big-endian fields into a buffer of the caller. Everything that is written has a limit
/// and buffers are made for those limits, so that running over is a fault of the program:
/// InvariantViolatedException.
/// </summary>
public ref struct ByteWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;
    private int _position;

    public readonly int Written => _position;

    public readonly ReadOnlySpan<byte> WrittenBytes => _destination[.._position];

    public void U8(byte value) => Take(1)[0] = value;

    public void U16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void U32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    /// <summary>The low 48 bits: a hardware address.</summary>
    public void U48(ulong value)
    {
        U16((ushort)(value >> 32));
        U32((uint)value);
    }

    public void U64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void U128(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);

    /// <summary>0 or 1.</summary>
    public void Bool(bool value) => U8(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, least significant first, 1 to 10 bytes (LEB128).</summary>
    public void WriteVar(ulong value)
    {
        while (value >= 0x80)
        {
            U8((byte)(value | 0x80));
            value >>= 7;
        }

        U8((byte)value);
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A length byte, then the name; the empty name is a zero byte.</summary>
    public void Name(string name)
    {
        Invariant.Require(name.Length <= Limits.NodeNameBytes, "a node's name is short");
        U8((byte)name.Length);
        var written = Encoding.UTF8.GetBytes(name, Take(name.Length));
        Invariant.Require(written == name.Length, "a node's name is ASCII");
    }

    public void Member(MemberId member)
    {
        Name(member.Name);
        U64(member.Incarnation);
    }

    /// <summary>A member, or a zero byte for none.</summary>
    public void MemberOrNone(MemberId? member)
    {
        if (member is { } present)
        {
            Invariant.Require(present.Name.Length > 0, "a member has a name");
            Member(present);
        }
        else
        {
            U8(0);
        }
    }

    /// <summary>The epoch and its coordinator; ViewId.None is a zero epoch alone.</summary>
    public void ViewId(ViewId id)
    {
        WriteVar(id.Epoch);
        if (id.Epoch != 0)
        {
            Member(id.Coordinator);
        }
    }

    /// <summary>4 or 16, then so many bytes in network order.</summary>
    public void Address(IpAddress address)
    {
        U8((byte)address.ByteCount);
        address.WriteTo(Take(address.ByteCount));
    }

    /// <summary>
    /// Whole microseconds, rounded up: what is sent are waits, and a wait may only grow. What is
    /// over already (negative) is 0.
    /// </summary>
    public void Duration(TimeSpan duration) =>
        WriteVar(duration <= TimeSpan.Zero ? 0
            : ((ulong)duration.Ticks + TimeSpan.TicksPerMicrosecond - 1)
                / TimeSpan.TicksPerMicrosecond);

    private Span<byte> Take(int count)
    {
        Invariant.Require(count <= _destination.Length - _position, "what is sent fits its buffer");
        var taken = _destination.Slice(_position, count);
        _position += count;
        return taken;
    }
}
