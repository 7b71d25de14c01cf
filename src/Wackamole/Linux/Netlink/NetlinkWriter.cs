using System.Buffers.Binary;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Writes requests one after another into a buffer of the caller (netlink(7)).</summary>
internal ref struct NetlinkWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _start;

    /// <summary>Bytes written so far; a multiple of four after End.</summary>
    public int Length { get; private set; }

    public void Begin(ushort type, ushort flags, uint sequence)
    {
        _start = Length;
        Put32(0);
        Put16(type);
        Put16(flags);
        Put32(sequence);
        Put32(0);
    }

    public void Put8(byte value) => _buffer[Length++] = value;

    public void Put16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[Length..], value);
        Length += sizeof(ushort);
    }

    public void Put32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[Length..], value);
        Length += sizeof(uint);
    }

    public void Attribute(ushort type, scoped ReadOnlySpan<byte> value)
    {
        Put16((ushort)(AttributeHeaderBytes + value.Length));
        Put16(type);
        value.CopyTo(_buffer[Length..]);
        Length += value.Length;
        Align();
    }

    public void Attribute(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Attribute(type, bytes);
    }

    /// <summary>Ends the request that was begun last: only now its length is known.</summary>
    public void End() => BinaryPrimitives.WriteUInt32LittleEndian(
        _buffer[_start..], (uint)(Length - _start));

    private void Align()
    {
        var aligned = Aligned(Length);
        _buffer[Length..aligned].Clear();
        Length = aligned;
    }
}
