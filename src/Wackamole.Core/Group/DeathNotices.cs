using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// Seals, while a run lives, the word that is sent when it has died (PROTOCOL.md, section 5,
/// «The wait»). So what outlives the daemon needs neither a key nor this code. Under a salt of
/// its own, as another run would be: no nonce of the run itself is used twice.
/// </summary>
/// <param name="salt">Random, and not the run's own.</param>
public sealed class DeathNotices(NodeSettings settings, ulong machineId, UInt128 salt) : IDisposable
{
    /// <summary>Beyond every counter that the run itself can come to.</summary>
    private const ulong FirstCounter = 1UL << 63;

    private readonly PacketSealer _sealer = new(settings.Group, settings.Keys, salt);
    private ulong _counter = FirstCounter;

    /// <summary>
    /// The notices of one incarnation, over every link to every peer; none where the group is made
    /// of an engine outside the process.
    /// </summary>
    public ImmutableArray<DeathNotice> Of(MemberId dead)
    {
        if (settings.OrderedGroup is not null)
        {
            return [];
        }

        var payload = Seal(dead);
        var notices = ImmutableArray.CreateBuilder<DeathNotice>();
        for (var link = 0; link < settings.Links; link++)
        {
            if (settings.Multicast is { } group && settings.Peers.IsEmpty)
            {
                notices.Add(new DeathNotice(group, link, payload));
                continue;
            }

            foreach (var endpoints in settings.Peers.Where(peer => link < peer.Length))
            {
                notices.Add(new DeathNotice(endpoints[link], link, payload));
            }
        }

        return notices.ToImmutable();
    }

    public void Dispose() => _sealer.Dispose();

    private ImmutableArray<byte> Seal(MemberId dead)
    {
        var body = new ByteWriter(new byte[Limits.DatagramBytes]);
        new DeadBody(dead).Write(ref body);
        var packet = new byte[_sealer.SealedLength(dead.Name, body.Written)];
        var header = new PacketHeader(PacketKind.Dead, machineId, dead, _counter++);
        _sealer.Seal(header, body.WrittenBytes, packet);
        return [.. packet];
    }
}
