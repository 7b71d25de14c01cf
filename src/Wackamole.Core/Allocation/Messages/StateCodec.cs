using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>The State message after its kind byte.</summary>
public static class StateCodec
{
    private const int FixedBytes = 256;

    private const byte MatureFlag = 1;
    private const byte DrainingFlag = 2;
    private const byte YieldingFlag = 4;
    private const byte AllFlags = MatureFlag | DrainingFlag | YieldingFlag;

    public static int Bound(AllocationMessage.State state) => FixedBytes
        + 2 * BitmapCodec.Bound(state.CatalogueCount) + OfferCodec.Bound(state.Offer)
        + HeadsCodec.Bound(state.AlsoHeld) + PinCodec.Bound(state.Pins);

    public static void Write(ref ByteWriter writer, AllocationMessage.State state)
    {
        writer.U8((byte)((state.Mature ? MatureFlag : 0)
            | (state.Draining ? DrainingFlag : 0)
            | (state.Yielding ? YieldingFlag : 0)));
        writer.ViewId(state.FormerView);
        writer.WriteVar((ulong)state.FormerSize);
        writer.Duration(state.RemainingWait);
        writer.WriteVar(state.BalanceRound);
        writer.U64(state.CatalogueDigest);
        writer.WriteVar((ulong)state.CatalogueCount);
        BitmapCodec.Write(ref writer, state.Held);
        BitmapCodec.Write(ref writer, state.Unconfirmed);
        OfferCodec.Write(ref writer, state.Offer);
        HeadsCodec.Write(ref writer, state.AlsoHeld);
        writer.WriteVar(state.PinClock);
        PinCodec.Write(ref writer, state.Pins);
    }

    public static AllocationMessage.State Read(ref ByteReader reader, NameTable names)
    {
        var flags = reader.U8();
        reader.Require((flags & ~AllFlags) == 0);
        var formerView = reader.ViewId(names);
        var formerSize = reader.Count(Limits.Members);
        var remainingWait = reader.Duration();
        var balanceRound = (uint)reader.Count(int.MaxValue);
        var digest = reader.U64();
        var count = reader.Count(Limits.VirtualInterfaces);
        var state = new AllocationMessage.State
        {
            Mature = (flags & MatureFlag) != 0,
            Draining = (flags & DrainingFlag) != 0,
            Yielding = (flags & YieldingFlag) != 0,
            FormerView = formerView,
            FormerSize = formerSize,
            RemainingWait = remainingWait,
            BalanceRound = balanceRound,
            CatalogueDigest = digest,
            CatalogueCount = count,
            Held = BitmapCodec.Read(ref reader, count),
            Unconfirmed = BitmapCodec.Read(ref reader, count),
            Offer = OfferCodec.Read(ref reader, count),
            AlsoHeld = HeadsCodec.Read(ref reader),
            PinClock = reader.ReadVar(),
            Pins = PinCodec.Read(ref reader, names),
        };
        reader.Require(state.Pins.All(pin => pin.Version <= state.PinClock));
        return state;
    }
}
