using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>
/// Listens on the segments of the virtual interfaces, in a thread of its own: tells the node of
/// stations that claim what is held here, and, when asked, whether anybody else is on a segment
/// and answers for an address (PROTOCOL.md 4, «Alone and Boot»).
/// </summary>
internal sealed class SegmentProber : IDisposable
{
    private static readonly TimeSpan WarningPause = TimeSpan.FromSeconds(60);

    private const int MailboxTag = 0;
    private const int EarTag = 1;

    private readonly Mailbox<NodeAction> _requests = new(Limits.WaitingProbes);
    private readonly Epoll _epoll = new();
    private readonly SegmentEars _ears;
    private readonly List<SegmentProbe> _running = [];
    private readonly ClaimLimit _claims = new();
    private readonly FrameList _frames = new();
    private readonly RouteSocket _route = RouteSocket.Open();
    private readonly Provocation _provocation;
    private readonly FrameSender _sender;
    private readonly LinkSources _sources;
    private readonly InterfaceTable _interfaces;
    private readonly HeldAddresses _held;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private Instant _quietUntil = Instant.Past;
    private volatile bool _ending;

    public SegmentProber(NodeSettings settings, HeldAddresses held, InterfaceTable interfaces,
        Mailbox<NodeEvent> loop, DaemonThreads threads, ILogger log)
    {
        (_held, _interfaces, _loop, _log) = (held, interfaces, loop, log);
        _provocation = new Provocation(_route, settings.Peers);
        _sender = new FrameSender(interfaces);
        _sources = new LinkSources(interfaces);
        _ears = new SegmentEars(interfaces, _epoll, EarTag, log);
        _epoll.Add(_requests, MailboxTag);
        Listen(settings.VirtualInterfaces);
        _thread = threads.Start("segments", ThreadPriorities.SegmentProber, Run);
    }

    /// <summary>
    /// From the loop: ProbeSegment or ReadArpTable, answered by events. Never waits.
    /// </summary>
    public void Take(NodeAction request) => _requests.TryPost(request);

    /// <summary>Which interfaces to listen on from now on. Any thread.</summary>
    public void Listen(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        _ears.Want([.. virtualInterfaces.SelectMany(one => one.Addresses)
            .Select(address => address.Interface).Distinct(StringComparer.Ordinal)]);
        _requests.Wake();
    }

    public void Dispose()
    {
        _ending = true;
        _requests.Wake();
        if (_thread.Join(Limits.ThreadEndTime))
        {
            _ears.Dispose();
            _sender.Dispose();
            _route.Dispose();
            _epoll.Dispose();
            _requests.Dispose();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[8];
        while (!_ending)
        {
            var next = _ears.NextDeadline;
            foreach (var probe in _running)
            {
                next = Instant.Min(next, probe.NextDeadline);
            }

            _epoll.Wait(tags, next);
            _requests.ForgetWakes();
            _ears.OpenWanted();
            Hear();
            while (_requests.TryTake(out var request))
            {
                Begin(request);
            }

            Continue();
        }
    }

    private void Begin(NodeAction request)
    {
        switch (request)
        {
            case NodeAction.ProbeSegment probe:
                BeginProbe(probe);
                break;
            case NodeAction.ReadArpTable:
                ReadArpTable();
                break;
            default:
                Invariant.Require(false, "only probes and the ARP table are asked for here");
                break;
        }
    }

    private void BeginProbe(NodeAction.ProbeSegment request)
    {
        var probe = new SegmentProbe(request);
        _running.Add(probe);
        if (_provocation.Refresh() is { } fault)
        {
            Warn(fault);
        }

        _frames.Clear();
        foreach (var name in probe.Interfaces)
        {
            if (_interfaces.Find(name) is { } on)
            {
                if (Loneliness.HasNoNeighbours(on))
                {
                    probe.NoteAlone(name);
                }
                else
                {
                    _provocation.AddQuestions(on, _frames);
                }
            }
        }

        Ask(probe);
        probe.NoteAsked(BootClock.Now);
    }

    // Adds the questions for the addresses to what is in the list, and sends all.
    private void Ask(SegmentProbe probe)
    {
        _sources.Forget();
        foreach (var virtualInterface in probe.VirtualInterfaces)
        {
            AnnouncementFrames.AddProbes(virtualInterface, _sources.Find, _frames);
        }

        if (_sender.Send(_frames, out _) is { } fault)
        {
            Warn(fault);
        }
    }

    // A segment that cannot be asked is asked again, several times a second.
    private void Warn(string fault)
    {
        var now = BootClock.Now;
        if (now >= _quietUntil)
        {
            _quietUntil = now + WarningPause;
            AnnounceLog.NotProbed(_log, fault);
        }
    }

    private void Continue()
    {
        // What came until now counts, also where this thread was kept from hearing it.
        var now = BootClock.Now;
        Hear();
        foreach (var probe in _running)
        {
            if (probe.TakeSecondQuestion(now))
            {
                _frames.Clear();
                Ask(probe);
            }

            if (probe.IsOver(now))
            {
                _loop.PostPatiently(probe.Result(), () => _ending);
            }
        }

        _running.RemoveAll(probe => probe.IsOver(now));
    }

    private void Hear()
    {
        while (_ears.TryReceive(out var name, out var sighting))
        {
            foreach (var probe in _running)
            {
                probe.Note(name, sighting);
            }

            if (sighting.Claimed is { } claimed && _held.Find(claimed) is
                { State: HoldState.Held } entry && _claims.IsLetThrough(claimed, BootClock.Now))
            {
                // Lost where the loop has too much to do: it will be claimed again.
                _loop.TryPost(new NodeEvent.ForeignClaim(
                    entry.Head, claimed, name, sighting.HardwareAddress));
            }
        }
    }

    private void ReadArpTable()
    {
        if (NeighbourTable.Read(out var neighbours) is { } fault)
        {
            AnnounceLog.ArpTableNotRead(_log, fault.Text);
        }

        _loop.PostPatiently(new NodeEvent.ArpTableRead([.. neighbours
            .Where(one => one.HardwareAddress != 0 && (one.State & KnownStates) != 0)
            .Take(Limits.ArpTableEntries)
            .Select(one => new ArpEntry(one.Address, one.HardwareAddress))]), () => _ending);
    }

    private const NeighbourState KnownStates = NeighbourState.Reachable | NeighbourState.Stale
        | NeighbourState.Delay | NeighbourState.Probe | NeighbourState.Permanent;
}
