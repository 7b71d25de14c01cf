using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// A sign of life in a view, and what its sender says of itself: <c>view | said var | flags u16 |
/// fence u8 | weight var | complete u8 | digest u64 | delivered var | asks u8</c>.
/// </summary>
/// <param name="Said">The sender's own count of Hellos and Alives.</param>
/// <param name="Delivered">
/// How many Alives of this view the sender had delivered: their order is the same at all members,
/// so that this says which ones it has.
/// </param>
/// <param name="Asks">The others shall say at once what they have delivered.</param>
public readonly record struct AliveMessage(
    ViewId View, ulong Said, LocalState State, ulong Delivered = 0, bool Asks = false)
{
    /// <summary>The greatest one.</summary>
    public const int MostBytes = 160;

    public void Write(ref ByteWriter writer)
    {
        OrderedHead.Write(ref writer, OrderedMessageKind.Alive);
        writer.ViewId(View);
        writer.WriteVar(Said);
        writer.U16((ushort)State.Flags);
        writer.U8((byte)State.Fence);
        writer.WriteVar((ulong)State.Weight);
        writer.Bool(State.Complete);
        writer.U64(State.CatalogueDigest);
        writer.WriteVar(Delivered);
        writer.Bool(Asks);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out AliveMessage alive)
    {
        var view = reader.ViewId(names);
        var said = reader.ReadVar();
        var flags = (HeartbeatFlags)reader.U16();
        var fence = reader.U8();
        reader.Require(fence <= (byte)FenceKind.Kernel);
        var weight = reader.Count(Limits.Weight);
        var complete = reader.Bool();
        alive = new AliveMessage(view, said,
            new LocalState(complete, reader.U64(), flags, (FenceKind)fence, weight),
            reader.ReadVar(), reader.Bool());
        return reader.AtEnd;
    }
}
