using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// What decides which of two views gives way (PROTOCOL.md, section 4, «Yield»): one that has a
/// majority (where one is asked for), one that covers everything, one that is mature, one that
/// may serve at all, one of which a member holds something or that is not new, more members that
/// may serve, the lower lowest member (which is the coordinator).
/// </summary>
public readonly record struct ViewRank(
    ViewId View, int Size, bool Quorate, bool Complete, bool Mature, bool Holding)
{
    /// <summary>No view.</summary>
    public static ViewRank None => new(ViewId.None, 0, false, false, false, false);

    public bool IsNone => View == ViewId.None;

    /// <summary>A strict order of all views at one moment: yields never go in a circle.</summary>
    public bool Outranks(in ViewRank other)
    {
        // Whoever has a majority is right, however few of it are heard.
        if (Quorate != other.Quorate)
        {
            return Quorate;
        }

        if (Complete != other.Complete)
        {
            return Complete;
        }

        if (Mature != other.Mature)
        {
            return Mature;
        }

        if (Size == 0 != (other.Size == 0))
        {
            return Size > 0;
        }

        if (Holding != other.Holding)
        {
            return Holding;
        }

        return Size != other.Size
            ? Size > other.Size
            : View.Coordinator < other.View.Coordinator;
    }

    /// <summary><c>view id or 00 [size var | bits u8]</c></summary>
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(View);
        if (!IsNone)
        {
            writer.WriteVar((ulong)Size);
            writer.U8((byte)((Quorate ? 1 : 0) | (Complete ? 2 : 0) | (Mature ? 4 : 0)
                | (Holding ? 8 : 0)));
        }
    }

    public static ViewRank Read(ref ByteReader reader, NameTable names)
    {
        var view = reader.ViewId(names);
        if (view == ViewId.None)
        {
            return None;
        }

        var size = reader.Count(Limits.Members);
        var bits = reader.U8();
        reader.Require(bits < 16);
        return new ViewRank(view, size, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0,
            (bits & 8) != 0);
    }
}
