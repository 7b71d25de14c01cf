using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Sentinels;

/// <summary>
/// Starts the sentinel, tells it what it has to know, and starts another where it is gone; in a
/// thread of its own, since a pipe can be full. Nothing waits for it: without a sentinel the
/// others wait for this host as after any loss.
/// </summary>
internal sealed class SentinelKeeper : IDisposable
{
    /// <summary>One that does not live is not started over and over.</summary>
    private static readonly TimeSpan RestartInterval = TimeSpan.FromSeconds(1);

    /// <summary>What a service manager and a debugger want of the daemon alone.</summary>
    private static readonly ImmutableArray<string> NotInherited =
        ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS"];

    private const int WakeTag = 0;
    private const int ChildTag = 1;

    private readonly EventDescriptor _wake = new();
    private readonly Epoll _epoll = new();
    private readonly ImmutableArray<string> _program;
    private readonly Testament _testament;
    private readonly string _group;
    private readonly ImmutableArray<PeerSocket> _links;
    private readonly bool _realTime;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private Instant _startAt = Instant.Past;
    private ChildProcess? _child;
    private PipePair? _pipe;
    private int _changed;
    private bool _failed;
    private volatile bool _ending;

    /// <param name="program">
    /// What starts this program, with the arguments that come before all others.
    /// </param>
    public SentinelKeeper(ImmutableArray<string> program, Testament testament,
        HostSettings settings, ImmutableArray<PeerSocket> links, DaemonThreads threads,
        ILogger log)
    {
        (_program, _testament, _links, _log) = (program, testament, links, log);
        (_group, _realTime) = (settings.Node.Group, settings.File.RealTime);
        _epoll.Add(_wake, WakeTag);
        _thread = threads.Start("sentinel", ThreadPriorities.Ordinary, Run);
    }

    /// <summary>From the loop: this host goes by another incarnation. Never waits.</summary>
    public void Become(MemberId self)
    {
        _testament.Become(self);
        Changed();
    }

    /// <summary>The configuration was read again. Any thread.</summary>
    public void Manage(IEnumerable<IpAddress> addresses)
    {
        _testament.Manage(addresses);
        Changed();
    }

    /// <summary>
    /// The daemon ends. In order (everything is released, and the others were told): the sentinel
    /// has nothing to do. Otherwise it does its work once this process is gone.
    /// </summary>
    public void End(bool inOrder)
    {
        _ending = true;
        _wake.Signal();
        if (_thread.Join(Limits.ThreadEndTime) && inOrder)
        {
            _pipe?.Write(SentinelOrders.Farewell);
        }
    }

    public void Dispose()
    {
        End(inOrder: false);
        if (_thread.Join(TimeSpan.Zero))
        {
            _child?.Dispose();
            _pipe?.Dispose();
            _epoll.Dispose();
            _wake.Dispose();
            _testament.Dispose();
        }
    }

    private void Changed()
    {
        Interlocked.Exchange(ref _changed, 1);
        _wake.Signal();
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[2];
        while (!_ending)
        {
            if (_child is null && BootClock.Now >= _startAt)
            {
                Start();
            }

            if (_child is not null && Interlocked.Exchange(ref _changed, 0) == 1)
            {
                // Where nobody reads it any more the descriptor of the child says so.
                _pipe!.Write(_testament.Write().Write());
            }

            var ready = _epoll.Wait(tags, _child is null ? _startAt : Instant.Never);
            _wake.Drain();
            if (tags[..ready].Contains(ChildTag))
            {
                Lose();
            }
        }
    }

    private void Start()
    {
        _startAt = BootClock.Now + RestartInterval;
        PipePair? pipe = null;
        try
        {
            using var presence = SentinelPresence.Announce(_group);
            using var self = ProcessDescriptor.Open(Environment.ProcessId);
            pipe = new PipePair();
            int[] descriptors = [pipe.ReadNumber, self.Number, (int)presence.Handle,
                .. _links.Select(link => link.UnicastNumber)];
            _child = ChildProcess.Start(_program[0], [SentinelPresence.ProcessName,
                .. _program[1..], SentinelCommand.Option,
                _realTime ? SentinelCommand.Punctual : SentinelCommand.Ordinary,
                .. descriptors.Select(one => one.ToString(CultureInfo.InvariantCulture))],
                NotInherited, descriptors);
            _pipe = pipe;
            pipe.CloseRead();
            _epoll.Add(_child.Descriptor, ChildTag);
            Interlocked.Exchange(ref _changed, 1);
            SentinelLog.Started(_log, _child.Id);
            _failed = false;
        }
        catch (Exception fault) when (fault is SystemFaultException or SocketException)
        {
            if (!_failed)
            {
                SentinelLog.NotStarted(_log, fault.Message);
            }

            pipe?.Dispose();

            _failed = true;
        }
    }

    private void Lose()
    {
        SentinelLog.Lost(_log, _child!.Id);
        _epoll.Remove(_child.Descriptor);
        _child.Reap();
        _child.Dispose();
        _pipe?.Dispose();
        (_child, _pipe) = (null, null);
    }
}
