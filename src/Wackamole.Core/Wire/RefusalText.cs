using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>Refusals in words for operators: what came, and what to do about it.</summary>
public static class RefusalText
{
    /// <summary>A sentence that follows «a packet from ADDRESS was refused: ».</summary>
    public static string Explain(RefusalReason reason) => reason switch
    {
        RefusalReason.None => "it was not refused",
        RefusalReason.TooShort =>
            "it is too short for a Wackamole packet: something else sends to this port",
        RefusalReason.TooLong =>
            "it is too long for a Wackamole packet: something else sends to this port",
        RefusalReason.NotOurs =>
            "it is no Wackamole packet: choose another Port, or stop what sends to this one",
        RefusalReason.OtherVersion =>
            $"it is of another protocol version than {PacketLayout.Version}: " +
            "run the same release of Wackamole on all hosts",
        RefusalReason.OtherCluster =>
            "it belongs to another Group: give the two clusters different ports, or, if they " +
            "should be one, the same Group",
        RefusalReason.UnknownKind =>
            "its kind is not known here: run the same release of Wackamole on all hosts",
        RefusalReason.BadName =>
            $"its sender has no valid name: a Node has 1 to {Limits.NodeNameBytes} letters, " +
            "digits, «.», «-» or «_»",
        RefusalReason.Unauthenticated =>
            "it was sent by a host with another key, or altered on its way: compare the KeyFile " +
            "of both hosts",
        RefusalReason.PlainWhereSealed =>
            "its sender has Authentication = none and this host has a key: give both the same " +
            "KeyFile",
        RefusalReason.SealedWherePlain =>
            "its sender has a key and this host has Authentication = none: give both the same " +
            "KeyFile",
        RefusalReason.UnsupportedAlgorithm =>
            "it is sealed with an algorithm that this host's OpenSSL does not have: update " +
            "OpenSSL here",
        _ => ExplainAuthentic(reason),
    };

    private static string ExplainAuthentic(RefusalReason reason) => reason switch
    {
        RefusalReason.Damaged =>
            "its checksum is wrong: it was damaged on its way; look at the network's error " +
            "counters if this goes on",
        RefusalReason.Malformed =>
            "its content is not what this release sends: run the same release of Wackamole on " +
            "all hosts",
        RefusalReason.Replayed =>
            "it came before: a network that repeats packets, or somebody who recorded them; " +
            "nothing was done about it",
        RefusalReason.StaleIncarnation =>
            "it is of an earlier run of its sender: that host's clock may have gone back, and it " +
            "was told so",
        RefusalReason.DuplicateName =>
            "another machine uses its sender's name: give each host a Node name of its own",
        RefusalReason.Withdrawn =>
            "its sender was left out of a view and has to come back as a new incarnation",
        RefusalReason.TooManyMembers =>
            $"the cluster has {Limits.Members} members, which is the most that it can have",
        RefusalReason.OtherView => "it belongs to another view",
        RefusalReason.OwnPacket => "it is this host's own",
        _ => $"for a reason without a name ({(int)reason})",
    };
}
