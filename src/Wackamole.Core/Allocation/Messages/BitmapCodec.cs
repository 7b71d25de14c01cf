using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// Bitmaps on the wire: each has one encoding only; its length is known from before.
/// </summary>
public static class BitmapCodec
{
    private const int BitsOfByte = 8;

    /// <summary>The most bytes that one of such a length takes.</summary>
    public static int Bound(int length) => 1 + (length + BitsOfByte - 1) / BitsOfByte;

    public static void Write(ref ByteWriter writer, Bitmap bitmap)
    {
        var form = FormOf(bitmap);
        writer.U8((byte)form);
        if (form == BitmapForm.Bits)
        {
            for (var index = 0; index < bitmap.Length; index += BitsOfByte)
            {
                writer.U8(bitmap.ByteAt(index));
            }
        }
    }

    public static Bitmap Read(ref ByteReader reader, int length)
    {
        var bitmap = new Bitmap(length);
        var form = (BitmapForm)reader.U8();
        switch (form)
        {
            case BitmapForm.Empty:
                break;
            case BitmapForm.Full:
                Fill(bitmap);
                break;
            case BitmapForm.Bits:
                ReadBits(ref reader, bitmap);
                break;
            default:
                reader.Fail();
                break;
        }

        reader.Require(form == FormOf(bitmap));
        return bitmap;
    }

    private static BitmapForm FormOf(Bitmap bitmap)
    {
        var count = bitmap.Count;
        return count == 0 ? BitmapForm.Empty
            : count == bitmap.Length ? BitmapForm.Full
            : BitmapForm.Bits;
    }

    private static void Fill(Bitmap bitmap)
    {
        for (var index = 0; index < bitmap.Length; index++)
        {
            bitmap[index] = true;
        }
    }

    private static void ReadBits(ref ByteReader reader, Bitmap bitmap)
    {
        for (var start = 0; start < bitmap.Length; start += BitsOfByte)
        {
            var part = reader.U8();
            for (var bit = 0; bit < BitsOfByte; bit++)
            {
                if ((part >> bit & 1) == 0)
                {
                    continue;
                }

                if (start + bit >= bitmap.Length)
                {
                    reader.Fail();
                    return;
                }

                bitmap[start + bit] = true;
            }
        }
    }
}
