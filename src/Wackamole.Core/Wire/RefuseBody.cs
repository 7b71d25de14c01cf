using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// No promise. <c>view id | reason u8 | preferred coordinator | promised view id</c>.
/// </summary>
/// <param name="Id">The proposal that is refused.</param>
/// <param name="PreferredCoordinator">Whom the refuser would follow.</param>
/// <param name="Promised">The refuser's highest promise, or ViewId.None.</param>
public readonly record struct RefuseBody(
    ViewId Id, RefuseReason Reason, MemberId PreferredCoordinator, ViewId Promised)
{
    public void Write(ref ByteWriter writer)
    {
        writer.ViewId(Id);
        writer.U8((byte)Reason);
        writer.Member(PreferredCoordinator);
        writer.ViewId(Promised);
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out RefuseBody body)
    {
        body = new RefuseBody(reader.ViewId(names), (RefuseReason)reader.U8(),
            reader.Member(names), reader.ViewId(names));
        reader.Require(body.Reason is >= RefuseReason.EpochTooLow and <= RefuseReason.Deaf);
        return reader.AtEnd;
    }
}
