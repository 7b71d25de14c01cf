using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>What a member offers, over a catalogue of known length.</summary>
public static class OfferCodec
{
    public static int Bound(Offer offer) =>
        2 + BitmapCodec.Bound(offer.Preferred.Length) + ReasonCodec.Bound(offer.Ineligible);

    public static void Write(ref ByteWriter writer, Offer offer)
    {
        writer.U16((ushort)offer.Weight);
        BitmapCodec.Write(ref writer, offer.Preferred);
        ReasonCodec.Write(ref writer, offer.Ineligible);
    }

    public static Offer Read(ref ByteReader reader, int heads)
    {
        var weight = reader.U16();
        var preferred = BitmapCodec.Read(ref reader, heads);
        return new Offer(weight, preferred, ReasonCodec.ReadIndices(ref reader, heads));
    }
}
