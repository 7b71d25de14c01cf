using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Does one message of an answer; None where it was understood.</summary>
internal delegate NetlinkRefusal MessageHandler(in NetlinkMessage message);

/// <summary>Asks the kernel and waits for the whole answer.</summary>
internal static class NetlinkRequests
{
    /// <summary>A table that changed while it was read is read again, this often.</summary>
    private const int DumpAttempts = 5;

    /// <summary>Writes a request with the sequence number given.</summary>
    public delegate void RequestWriter(ref NetlinkWriter writer, uint sequence);

    /// <summary>Reads a whole table; reset is called before each attempt.</summary>
    public static SystemFault? Dump(NetlinkConnection connection, string action,
        RequestWriter write, Action reset, MessageHandler handle)
    {
        SystemFault? fault = null;
        for (var attempt = 0; attempt < DumpAttempts; attempt++)
        {
            reset();
            fault = AskOnce(connection, action, write, handle, () => false, out var changed);
            if (fault is not null || !changed)
            {
                return fault;
            }
        }

        // Busy tables are consistent enough: what changed meanwhile is told by notices.
        return fault;
    }

    /// <summary>Asks for one thing, which is answered by one message.</summary>
    public static SystemFault? Get(NetlinkConnection connection, string action,
        RequestWriter write, MessageHandler handle)
    {
        var answered = false;
        return AskOnce(connection, action, write,
            (in NetlinkMessage message) =>
            {
                answered = true;
                return handle(message);
            },
            () => answered, out _);
    }

    /// <summary>
    /// Waits for the verdicts on requests of consecutive numbers. What gets none has the error
    /// that ended the wait.
    /// </summary>
    public static void Collect(
        NetlinkConnection connection, uint first, Span<Acknowledgement> outcomes)
    {
        outcomes.Fill(new Acknowledgement(-1, null));
        var missing = outcomes.Length;
        var errno = 0;
        while (missing > 0 && (errno = connection.Receive(out var datagram)) == 0)
        {
            while (!datagram.IsEmpty
                && NetlinkMessage.TryTake(ref datagram, out var message) == NetlinkRefusal.None)
            {
                var index = message.Sequence - first;
                if (message.Type == NLMSG_ERROR && index < (uint)outcomes.Length
                    && outcomes[(int)index].Errno < 0
                    && Acknowledgement.TryParse(message, out outcomes[(int)index])
                        == NetlinkRefusal.None)
                {
                    missing--;
                }
            }
        }

        for (var index = 0; missing > 0 && index < outcomes.Length; index++)
        {
            if (outcomes[index].Errno < 0)
            {
                outcomes[index] = Unanswered(errno);
            }
        }
    }

    private static SystemFault? AskOnce(NetlinkConnection connection, string action,
        RequestWriter write, MessageHandler handle, Func<bool> isComplete, out bool changed)
    {
        changed = false;
        var sequence = connection.TakeSequences(1);
        Span<byte> request = stackalloc byte[AddressCodec.MaxRequestBytes];
        var writer = new NetlinkWriter(request);
        write(ref writer, sequence);
        var errno = connection.Send(request[..writer.Length]);
        while (errno == 0)
        {
            errno = connection.Receive(out var datagram);
            while (errno == 0 && !datagram.IsEmpty)
            {
                var refusal = NetlinkMessage.TryTake(ref datagram, out var message);
                if (refusal == NetlinkRefusal.None && message.Sequence != sequence)
                {
                    continue;
                }

                changed |= (message.Flags & NLM_F_DUMP_INTR) != 0;
                if (refusal == NetlinkRefusal.None && message.Type == NLMSG_DONE)
                {
                    return null;
                }

                if (refusal == NetlinkRefusal.None && message.Type == NLMSG_ERROR)
                {
                    return ToFault(action, message);
                }

                refusal = refusal == NetlinkRefusal.None ? handle(message) : refusal;
                if (refusal != NetlinkRefusal.None)
                {
                    return Malformed(action, refusal);
                }

                if (isComplete())
                {
                    return null;
                }
            }
        }

        return new SystemFault(action, Unanswered(errno).Errno);
    }

    private static SystemFault ToFault(string action, in NetlinkMessage message)
    {
        var refusal = Acknowledgement.TryParse(message, out var verdict);
        return refusal == NetlinkRefusal.None
            ? new SystemFault(action, verdict.Errno, Words(verdict))
            : Malformed(action, refusal);
    }

    /// <summary>The kernel's own words as the detail of a fault, or null.</summary>
    public static string? Words(Acknowledgement verdict) =>
        verdict.Words is null ? null : $"the kernel says: {verdict.Words}";

    private static SystemFault Malformed(string action, NetlinkRefusal refusal) => new(
        action, ErrorNumber.EBADMSG, $"the kernel's answer could not be understood ({refusal})");

    // A receive time-out says EAGAIN, which would read as «try again».
    private static Acknowledgement Unanswered(int errno) =>
        new(errno == ErrorNumber.EAGAIN ? ErrorNumber.ETIMEDOUT : errno, null);
}
