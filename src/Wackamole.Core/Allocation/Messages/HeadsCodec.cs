using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>Lists of heads on the wire: in order, each once.</summary>
public static class HeadsCodec
{
    /// <summary>The most bytes of one head.</summary>
    public const int HeadBytes = 17;

    public static int Bound(ImmutableArray<IpAddress> heads) => 3 + heads.Length * HeadBytes;

    public static void Write(ref ByteWriter writer, ImmutableArray<IpAddress> heads)
    {
        writer.WriteVar((ulong)heads.Length);
        foreach (var head in heads)
        {
            writer.Address(head);
        }
    }

    public static ImmutableArray<IpAddress> Read(ref ByteReader reader)
    {
        var count = reader.Count(Limits.VirtualInterfaces);
        var heads = ImmutableArray.CreateBuilder<IpAddress>();
        for (var index = 0; index < count && !reader.Failed; index++)
        {
            heads.Add(reader.Address());
        }

        var read = heads.ToImmutable();
        reader.Require(Catalogue.IsSorted(read));
        return read;
    }
}
