using System.Buffers.Binary;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// Reads what ByteWriter writes. Never throws: after the first thing that is missing or not as
/// the writer would have written it, Failed stays true and everything reads as zero or none.
/// </summary>
public ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private const int LongestVarBytes = 10;

    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    public bool Failed { get; private set; }

    public readonly int Position => _position;

    public readonly int Remaining => _source.Length - _position;

    /// <summary>Whether everything was read, and nothing failed.</summary>
    public readonly bool AtEnd => !Failed && _position == _source.Length;

    /// <summary>Marks what was read as wrong: a value that may not stand here.</summary>
    public void Fail() => Failed = true;

    /// <summary>Fails unless the condition holds.</summary>
    public void Require(bool condition) => Failed |= !condition;

    public byte U8() => Take(1) is [var value] ? value : (byte)0;

    public ushort U16() =>
        Take(2) is { Length: 2 } taken ? BinaryPrimitives.ReadUInt16BigEndian(taken) : (ushort)0;

    public uint U32() =>
        Take(4) is { Length: 4 } taken ? BinaryPrimitives.ReadUInt32BigEndian(taken) : 0;

    /// <summary>A hardware address.</summary>
    public ulong U48()
    {
        var high = (ulong)U16() << 32;
        var low = U32();
        return Failed ? 0 : high | low;
    }

    public ulong U64() =>
        Take(8) is { Length: 8 } taken ? BinaryPrimitives.ReadUInt64BigEndian(taken) : 0;

    public UInt128 U128() => Take(16) is { Length: 16 } taken
        ? BinaryPrimitives.ReadUInt128BigEndian(taken)
        : UInt128.Zero;

    /// <summary>A byte that is 0 or 1.</summary>
    public bool Bool()
    {
        var value = U8();
        Require(value <= 1);
        return value == 1;
    }

    /// <summary>A LEB128 number in its shortest form, so that one value has one encoding.</summary>
    public ulong ReadVar()
    {
        ulong value = 0;
        for (var index = 0; index < LongestVarBytes; index++)
        {
            var part = U8();
            var last = index == LongestVarBytes - 1;
            if (Failed || (last && part > 1) || (part == 0 && index > 0))
            {
                break;
            }

            value |= (ulong)(part & 0x7f) << (7 * index);
            if (part < 0x80)
            {
                return value;
            }
        }

        Failed = true;
        return 0;
    }

    /// <summary>A LEB128 number of at most so much.</summary>
    public int Count(int most)
    {
        var value = ReadVar();
        if (value <= (ulong)most)
        {
            return (int)value;
        }

        Failed = true;
        return 0;
    }

    public ReadOnlySpan<byte> Bytes(int count) => Take(count);

    /// <summary>All that was not read yet.</summary>
    public ReadOnlySpan<byte> Rest() => Take(Failed ? 0 : Remaining);

    /// <summary>A name's bytes, checked but not made a string; empty for the empty name.</summary>
    public ReadOnlySpan<byte> NameBytes()
    {
        var length = U8();
        Require(length <= Limits.NodeNameBytes);
        var bytes = Take(length);
        Require(NameTable.IsName(bytes) || length == 0);
        return Failed ? default : bytes;
    }

    /// <summary>A member; its name is not empty.</summary>
    public MemberId Member(NameTable names)
    {
        var bytes = NameBytes();
        Require(bytes.Length > 0);
        return MemberOf(bytes, names);
    }

    public MemberId? MemberOrNone(NameTable names)
    {
        var bytes = NameBytes();
        return bytes.Length == 0 ? null : MemberOf(bytes, names);
    }

    public ViewId ViewId(NameTable names)
    {
        var epoch = ReadVar();
        return epoch == 0 ? Values.ViewId.None : new ViewId(epoch, Member(names));
    }

    public IpAddress Address()
    {
        var length = U8();
        Require(length is 4 or 16);
        var bytes = Take(length);
        return Failed ? default : IpAddress.FromBytes(bytes);
    }

    /// <summary>Whole microseconds, as far as TimeSpan reaches.</summary>
    public TimeSpan Duration()
    {
        var microseconds = ReadVar();
        Require(microseconds <= long.MaxValue / TimeSpan.TicksPerMicrosecond);
        return Failed
            ? TimeSpan.Zero
            : new TimeSpan((long)microseconds * TimeSpan.TicksPerMicrosecond);
    }

    private MemberId MemberOf(ReadOnlySpan<byte> name, NameTable names)
    {
        var incarnation = U64();
        return Failed
            ? Values.ViewId.None.Coordinator
            : new MemberId(names.Intern(name), incarnation);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Failed || count > Remaining)
        {
            Failed = true;
            return default;
        }

        var taken = _source.Slice(_position, count);
        _position += count;
        return taken;
    }
}
