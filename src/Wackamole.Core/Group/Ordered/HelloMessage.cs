using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// Who a session is, and what it knows of others. <c>round u64 | said var | member | machine u64 |
/// views var | fresh u8 | lease var | former | absent | waits</c>, each list
/// a count var and its items. Once all sessions that count have said one of the same round, each of
/// them installs the view.
/// </summary>
public sealed record HelloMessage
{
    /// <summary>The greatest one: every list is full.</summary>
    public const int MostBytes = 256 + MostFormer * ItemBytes + 2 * MostListed * (ItemBytes + 10);

    /// <summary>Own former sessions that one Hello names.</summary>
    public const int MostFormer = 4;

    private const int ItemBytes = OrderedHead.SessionNameBytes + 1;
    private const int MostListed = 2 * Limits.Members;
    private const int MostViews = 1 << 24;
    private static readonly TimeSpan LongestWait = 2 * Limits.LongestDetectionTime;

    /// <summary>A digest of the ring and of the sessions that count.</summary>
    public required ulong Round { get; init; }

    /// <summary>The sender's own count of Hellos and Alives.</summary>
    public required ulong Said { get; init; }

    public required MemberId Member { get; init; }

    /// <summary>Tells two machines apart that were given one name.</summary>
    public required ulong MachineId { get; init; }

    /// <summary>The number of the newest view of this ring that the sender knows.</summary>
    public uint Views { get; init; }

    /// <summary>The sender has been in no view yet: it knows of nobody's death.</summary>
    public bool IsFresh { get; init; }

    /// <summary>L at the sender: how long after its evidence it may answer.</summary>
    public TimeSpan Lease { get; init; }

    /// <summary>Own sessions that ended without a good-bye; nothing of them is held.</summary>
    public ImmutableArray<string> Former { get; init; } = [];

    /// <summary>Sessions of the engine's that are left out, in ordinal order.</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    /// <summary>Sessions that the sender lost, and how long each may still answer.</summary>
    public ImmutableArray<SessionWait> Waits { get; init; } = [];

    public void Write(ref ByteWriter writer)
    {
        OrderedHead.Write(ref writer, OrderedMessageKind.Hello);
        writer.U64(Round);
        writer.WriteVar(Said);
        writer.Member(Member);
        writer.U64(MachineId);
        writer.WriteVar(Views);
        writer.Bool(IsFresh);
        writer.Duration(Lease);
        WriteSessions(ref writer, Former, MostFormer);
        WriteSessions(ref writer, Absent, MostListed);
        var waits = Math.Min(Waits.Length, MostListed);
        writer.WriteVar((ulong)waits);
        foreach (var (session, wait) in Waits.AsSpan(0, waits))
        {
            OrderedHead.WriteSession(ref writer, session);
            writer.Duration(wait);
        }
    }

    public static bool TryRead(ref ByteReader reader, NameTable names, out HelloMessage? hello)
    {
        var read = new HelloMessage
        {
            Round = reader.U64(),
            Said = reader.ReadVar(),
            Member = reader.Member(names),
            MachineId = reader.U64(),
            Views = (uint)reader.Count(MostViews),
            IsFresh = reader.Bool(),
            Lease = reader.Duration(),
            Former = ReadSessions(ref reader, MostFormer),
            Absent = ReadSessions(ref reader, MostListed),
            Waits = ReadWaits(ref reader),
        };
        reader.Require(read.Lease <= Limits.LongestDetectionTime);
        hello = reader.AtEnd ? read : null;
        return hello is not null;
    }

    private static void WriteSessions(
        ref ByteWriter writer, ImmutableArray<string> sessions, int most)
    {
        var told = Math.Min(sessions.Length, most);
        writer.WriteVar((ulong)told);
        foreach (var session in sessions.AsSpan(0, told))
        {
            OrderedHead.WriteSession(ref writer, session);
        }
    }

    private static ImmutableArray<string> ReadSessions(ref ByteReader reader, int most)
    {
        var sessions = ImmutableArray.CreateBuilder<string>();
        var count = reader.Count(most);
        while (sessions.Count < count && !reader.Failed)
        {
            sessions.Add(OrderedHead.ReadSession(ref reader));
        }

        return sessions.DrainToImmutable();
    }

    private static ImmutableArray<SessionWait> ReadWaits(ref ByteReader reader)
    {
        var waits = ImmutableArray.CreateBuilder<SessionWait>();
        var count = reader.Count(MostListed);
        while (waits.Count < count && !reader.Failed)
        {
            var wait = new SessionWait(OrderedHead.ReadSession(ref reader), reader.Duration());
            reader.Require(wait.Wait <= LongestWait);
            waits.Add(wait);
        }

        return waits.DrainToImmutable();
    }
}
