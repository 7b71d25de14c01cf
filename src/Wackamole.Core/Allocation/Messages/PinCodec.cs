using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// Pins on the wire: in order of heads, each head once; an ended pin has an empty name.
/// </summary>
public static class PinCodec
{
    private const int PinBytes = HeadsCodec.HeadBytes + 1 + Limits.NodeNameBytes + 10;

    public static int Bound(ImmutableArray<Pin> pins) => 3 + pins.Length * PinBytes;

    public static void Write(ref ByteWriter writer, ImmutableArray<Pin> pins)
    {
        writer.WriteVar((ulong)pins.Length);
        foreach (var pin in pins)
        {
            writer.Address(pin.Head);
            writer.Name(pin.Member);
            writer.WriteVar(pin.Version);
        }
    }

    public static ImmutableArray<Pin> Read(ref ByteReader reader, NameTable names)
    {
        var count = reader.Count(Limits.Pins);
        var pins = ImmutableArray.CreateBuilder<Pin>();
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            var head = reader.Address();
            var name = reader.NameBytes();
            var version = reader.ReadVar();
            reader.Require(index == 0 || pins[^1].Head.CompareTo(head) < 0);
            pins.Add(new Pin(head, name.IsEmpty ? string.Empty : names.Intern(name), version));
        }

        return pins.ToImmutable();
    }
}
