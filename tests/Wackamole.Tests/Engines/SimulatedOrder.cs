using System.Collections.Immutable;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Tests.Simulation;

namespace Wackamole.Tests.Engines;

/// <summary>
/// A group communication system as the engines know it: one daemon a host, one order of messages
/// and memberships in each ring, a pause of everything while a ring is formed, and virtual
/// synchrony between those that stay together.
/// </summary>
internal sealed class SimulatedOrder(SimulatedTime time, SeededRandom random, int hosts)
{
    private readonly SimulatedRing?[] _rings = new SimulatedRing?[hosts];
    private readonly SimulatedSession?[] _sessions = new SimulatedSession?[hosts];
    private readonly Instant[] _lastDelivery = new Instant[hosts];
    private readonly Instant[] _lastSubmission = new Instant[hosts];
    private readonly List<Action>?[] _heldUp = new List<Action>?[hosts];
    private ulong _ringTime = 1_000;

    /// <summary>From a change among the daemons to the members' next view.</summary>
    public static readonly TimeSpan ViewTime = TimeSpan.FromMilliseconds(500);

    /// <summary>Where what a host's session gets is handed over.</summary>
    public Action<SimulatedSession, EngineEvent> Hand { get; set; } = (_, _) => { };

    /// <summary>Whether it tells when what not all members may get begins.</summary>
    public bool SaysTransitional { get; init; } = true;

    /// <summary>It counts one vote for each daemon, as votequorum does, and tells.</summary>
    public bool CountsVotes { get; init; }

    /// <summary>How many sessions are in the group, by the daemon of that host.</summary>
    public int MembersAt(int host) => _rings[host]?.Members.Count ?? 0;

    public bool IsUp(int daemon) => _rings[daemon] is not null;

    public void StartDaemon(int daemon) => StartDaemon(daemon, [.. Reachable(daemon)]);

    /// <summary>It comes back, and reaches these.</summary>
    public void StartDaemon(int daemon, int[] reached)
    {
        if (!IsUp(daemon))
        {
            Form([daemon, .. reached]);
        }
    }

    /// <summary>The daemon dies: its session ends at once, the others notice later.</summary>
    public void CrashDaemon(int daemon)
    {
        if (_rings[daemon] is not { } ring)
        {
            return;
        }

        _rings[daemon] = null;

        // Who asked a stopped daemon for a session is told when that dies.
        var heldUp = _heldUp[daemon] ?? [];
        _heldUp[daemon] = null;
        heldUp.ForEach(action => time.At(time.Now, action));
        if (_sessions[daemon] is { } session)
        {
            Deliver(session, new EngineEvent.Disconnected(session.Number, "the daemon died"));
            _sessions[daemon] = null;
        }

        ring.Members.RemoveAll(member => member.Host == daemon);
        Form([.. ring.Daemons.Where(one => one != daemon)]);
    }

    /// <summary>
    /// The daemon is stopped: its session hears nothing, the others notice later.
    /// </summary>
    public void StopDaemon(int daemon)
    {
        if (_rings[daemon] is not { } ring || _heldUp[daemon] is not null)
        {
            return;
        }

        _heldUp[daemon] = [];
        var own = new SimulatedRing(_ringTime += 1, [daemon]);
        own.Members.AddRange(ring.Members.Where(member => member.Host == daemon));
        _rings[daemon] = own;
        ring.Members.RemoveAll(member => member.Host == daemon);
        Form([.. ring.Daemons.Where(one => one != daemon && _rings[one] == ring)]);
    }

    /// <summary>It goes on, finds itself left out, and comes back.</summary>
    public void ContinueDaemon(int daemon)
    {
        if (_heldUp[daemon] is { } heldUp)
        {
            _heldUp[daemon] = null;
            heldUp.ForEach(action => time.At(time.Now, action));
            Form([daemon, .. Reachable(daemon)]);
        }
    }

    /// <summary>From now on daemons reach each other within these parts only.</summary>
    public void Partition(params int[][] parts)
    {
        foreach (var part in parts)
        {
            Form([.. part.Where(one => IsUp(one) && _heldUp[one] is null)]);
        }
    }

    public void Connect(int host, int number, string name) => time.After(Soon(), () =>
        Unless(host, () => Open(host, number, name)));

    /// <summary>
    /// Another program joins the group on that host, and says nothing that anybody understands.
    /// </summary>
    public void JoinMute(int host, string name) => Submit(host, () =>
    {
        _rings[host]!.Members.RemoveAll(member => member.Name == name);
        _rings[host]!.Members.Add(new SimulatedSession(host, 0, name));
        TellMembers(_rings[host]!);
    });

    public void LeaveMute(int host, string name) => Submit(host, () =>
    {
        if (_rings[host]!.Members.RemoveAll(member => member.Name == name) > 0)
        {
            TellMembers(_rings[host]!);
        }
    });

    /// <summary>The session ends, in order or because its process died.</summary>
    public void Leave(int host)
    {
        if (_sessions[host] is not { } session)
        {
            return;
        }

        // What it sent before is still ordered; it hears nothing more.
        _sessions[host] = null;
        Submit(host, () =>
        {
            session.IsOver = true;
            if (_rings[host] is { } ring && ring.Members.Remove(session))
            {
                TellMembers(ring);
            }
        });
    }

    public void Multicast(int host, byte[] payload)
    {
        if (_sessions[host] is { } session)
        {
            Submit(host, () => TellAll(_rings[host]!, number =>
                new EngineEvent.Message(number, session.Name, payload)));
        }
    }

    private void Open(int host, int number, string name)
    {
        if (!IsUp(host))
        {
            Hand(new SimulatedSession(host, number, name),
                new EngineEvent.Disconnected(number, "no daemon"));
            return;
        }

        var session = _sessions[host] = new SimulatedSession(host, number, name);
        Deliver(session, new EngineEvent.Connected(number, name));
        Submit(host, () =>
        {
            if (!session.IsOver)
            {
                _rings[host]!.Members.Add(session);
                if (CountsVotes)
                {
                    Deliver(session,
                        new EngineEvent.QuorumChanged(number, IsQuorate(_rings[host]!)));
                }

                TellMembers(_rings[host]!);
            }
        });
    }

    // What a stopped daemon does it does when it goes on.
    private void Unless(int daemon, Action action)
    {
        if (_heldUp[daemon] is { } heldUp)
        {
            heldUp.Add(action);
        }
        else
        {
            action();
        }
    }

    private static List<int> Without(IEnumerable<int> daemons, int one) =>
        [.. daemons.Where(daemon => daemon != one)];

    private IEnumerable<int> Reachable(int daemon) =>
        Without(Enumerable.Range(0, hosts).Where(
            one => IsUp(one) && _heldUp[one] is null), daemon);

    private TimeSpan Soon() => TimeSpan.FromMicroseconds(random.Between(50, 400));

    /// <summary>Brings something into the order of the sender's ring, when that has one.</summary>
    private void Submit(int daemon, Action order)
    {
        var at = Instant.Max(_lastSubmission[daemon], time.Now + Soon());
        _lastSubmission[daemon] = at;
        time.At(at, () =>
        {
            if (_rings[daemon] is not { } ring)
            {
                return;
            }

            if (ring.IsFormed)
            {
                order();
            }
            else
            {
                ring.Waiting.Add((daemon, order));
            }
        });
    }

    /// <summary>These daemons begin to form a ring of their own.</summary>
    private void Form(int[] daemons)
    {
        if (daemons.Length == 0)
        {
            return;
        }

        var ring = new SimulatedRing(_ringTime += 1 + (ulong)random.Below(3), daemons);
        var before = daemons.ToDictionary(one => one, one => _rings[one]);
        foreach (var daemon in ring.Daemons)
        {
            if (before[daemon] is { } old)
            {
                ring.Waiting.AddRange(old.Waiting.Where(waiting => waiting.Daemon == daemon));
                old.Waiting.RemoveAll(waiting => waiting.Daemon == daemon);
                old.IsFormed = false;
                ring.Members.AddRange(old.Members.Where(member => member.Host == daemon));
            }

            _rings[daemon] = ring;
        }

        time.After(ViewTime + Soon(), () =>
        {
            // Another change may have come in between.
            if (ring.Daemons.All(daemon => _rings[daemon] == ring))
            {
                EndForming(ring);
            }
        });
    }

    private void EndForming(SimulatedRing ring)
    {
        if (SaysTransitional)
        {
            TellAll(ring, number => new EngineEvent.Transitional(number));
        }

        ring.IsFormed = true;
        if (CountsVotes)
        {
            // Before the members that follow from it.
            TellAll(ring, number => new EngineEvent.QuorumChanged(number, IsQuorate(ring)));
        }

        // Some of what was sent before the change comes between the two signs of it.
        foreach (var (daemon, order) in ring.Waiting.ToList())
        {
            if (random.Percent(30))
            {
                ring.Waiting.Remove((daemon, order));
                order();
            }
            else
            {
                break;
            }
        }

        TellMembers(ring);
        var rest = ring.Waiting.ToList();
        ring.Waiting.Clear();
        rest.ForEach(waiting => waiting.Order());
    }

    private bool IsQuorate(SimulatedRing ring) =>
        ring.IsFormed && 2 * ring.Daemons.Count(IsUp) > hosts;

    private void TellMembers(SimulatedRing ring)
    {
        var names = ring.Members.Select(member => member.Name).ToImmutableArray();
        TellAll(ring, number => new EngineEvent.Membership(number, ring.Time, names));
    }

    private void TellAll(SimulatedRing ring, Func<int, EngineEvent> what) =>
        ring.Members.ForEach(member => Deliver(member, what(member.Number)));

    // In the same order to all, at each when it comes.
    private void Deliver(SimulatedSession session, EngineEvent happened)
    {
        var at = Instant.Max(_lastDelivery[session.Host], time.Now + Soon());
        _lastDelivery[session.Host] = at;
        time.At(at, () => Unless(session.Host, () =>
        {
            if (_sessions[session.Host] == session || happened is EngineEvent.Disconnected)
            {
                Hand(session, happened);
            }
        }));
    }
}
