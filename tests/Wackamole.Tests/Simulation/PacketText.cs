using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Reads packets for the trace: the protocol's own words of every packet, and of a heartbeat what
/// it says other than the one before. Nothing of it runs in a sweep.
/// </summary>
internal sealed class PacketText(ClusterKeys? keys) : IDisposable
{
    private readonly NameTable _names = new();
    private readonly Dictionary<int, string> _lastHeartbeats = [];
    private readonly byte[] _opened = new byte[Limits.ReceivedDatagramBytes];
    private PacketOpener? _opener;

    /// <summary>What a host sends, or null where it says nothing new.</summary>
    public string? Of(int host, ReadOnlySpan<byte> datagram)
    {
        _opener ??= new PacketOpener(ClusterPlan.Group, keys, _names);
        var refusal = _opener.Open(datagram, _opened, out var header, out var body);
        if (refusal != RefusalReason.None)
        {
            return $"{datagram.Length} bytes: {refusal}";
        }

        var reader = new ByteReader(body);
        if (header.Kind == PacketKind.Heartbeat)
        {
            return Heartbeat(host, header, ref reader);
        }

        return $"{header.Kind} " + header.Kind switch
        {
            PacketKind.Propose when ProposeBody.TryRead(ref reader, _names, out var propose) =>
                $"{propose.Id} [{string.Join(", ", propose.Members)}]",
            PacketKind.Accept when AcceptBody.TryRead(ref reader, _names, out var accept) =>
                $"{accept.Id} waits [{string.Join(", ", accept.Waits)}]",
            PacketKind.Refuse when RefuseBody.TryRead(ref reader, _names, out var refuse) =>
                $"{refuse}",
            PacketKind.Install when InstallBody.TryRead(ref reader, _names, out var install) =>
                $"{install.Id} [{string.Join(", ", install.Members)}] wait {install.LongestWait}",
            PacketKind.InstallRefused
                when InstallRefusedBody.TryRead(ref reader, _names, out var refused) =>
                $"{refused}",
            PacketKind.Submit when SubmitBody.TryRead(ref reader, _names, out var submit) =>
                $"{submit.View} {submit.Fragment.Length} bytes",
            PacketKind.Ordered when OrderedBody.TryRead(ref reader, _names, out var ordered) =>
                $"{ordered.View} number {ordered.Sequence} of {ordered.Sender}",
            _ => $"{body.Length} bytes",
        };
    }

    public void Dispose() => _opener?.Dispose();

    private string? Heartbeat(int host, in PacketHeader header, ref ByteReader reader)
    {
        var heartbeat = new HeartbeatBody();
        if (!heartbeat.TryRead(ref reader, _names))
        {
            return "a heartbeat that cannot be read";
        }

        var text = new StringBuilder($"Heartbeat as {header.Sender}: view {heartbeat.View}" +
            $"{(heartbeat.Complete ? " complete" : "")}, prefers " +
            $"{heartbeat.PreferredCoordinator}, {heartbeat.Flags}");
        if (heartbeat.OverduePromise != ViewId.None)
        {
            text.Append($", promised {heartbeat.OverduePromise}");
        }

        if (!heartbeat.Senior.IsNone)
        {
            text.Append($", gives way to {heartbeat.Senior.View}");
        }

        foreach (ref readonly var peer in heartbeat.Peers)
        {
            text.Append($"; {peer.Member} {peer.Verdict}");
        }

        var said = text.ToString();
        if (_lastHeartbeats.TryGetValue(host, out var last)
            && string.Equals(last, said, StringComparison.Ordinal))
        {
            return null;
        }

        _lastHeartbeats[host] = said;
        return said;
    }
}
