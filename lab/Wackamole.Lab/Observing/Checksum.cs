using System.Buffers.Binary;

namespace Wackamole.Lab.Observing;

/// <summary>The internet checksum (RFC 1071).</summary>
internal static class Checksum
{
    /// <summary>Adds the 16-bit words of data of even length to a sum begun earlier.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= 2; data = data[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(data);
        }

        return sum;
    }

    public static ushort Finish(uint sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum >> 16) + (sum & ushort.MaxValue);
        }

        return (ushort)~sum;
    }
}
