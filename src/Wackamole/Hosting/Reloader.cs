using Microsoft.Extensions.Logging;
using Wackamole.Announcing;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Fencing;
using Wackamole.Hooks;
using Wackamole.Sentinels;

namespace Wackamole.Hosting;

/// <summary>
/// Reads the configuration again, beside the loop: what may change at run time goes to the node,
/// what may not is named in the log, and a file with a fault changes nothing.
/// </summary>
internal sealed class Reloader(
    HostSettings started, Mailbox<NodeEvent> loop, HookRunner hooks, SegmentProber prober,
    Fence fence, SentinelKeeper? sentinel, ServiceReporter service, ILogger log)
{
    private int _requested;
    private readonly HostSettings _started = started;
    private volatile HostSettings? _read;

    /// <summary>What was read last and is in use as far as it can be.</summary>
    public HostSettings Current => _read ?? _started;

    /// <summary>Any thread; returns at once. Requests that come meanwhile are one more.</summary>
    public void Request()
    {
        if (Interlocked.Increment(ref _requested) == 1)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static me => me.RunRequested(), this, false);
        }
    }

    private void RunRequested()
    {
        int before;
        do
        {
            before = Volatile.Read(ref _requested);
            service.Reloading();
            Run();
            service.Reloaded();
        }
        while (Interlocked.CompareExchange(ref _requested, 0, before) != before);
    }

    private void Run()
    {
        try
        {
            var read = SettingsLoader.Load(
                _started.Path, diagnostic => DiagnosticLog.Say(log, diagnostic));
            HostNetwork.RefuseOwnAddresses(read, []);
            var restart = RestartSettings.Changed(_started, read);
            if (restart.Count > 0)
            {
                StartLog.NeedsRestart(log, string.Join(", ", restart));
            }

            read = read with
            {
                Node = read.File.StayWitness(read.Node, _started.Node.Witness),
            };
            _read = read;
            hooks.Use(HookSettings.From(read.File));
            prober.Listen(read.Node.VirtualInterfaces);
            var addresses = FenceSettings.AddressesOf(read);
            fence.Manage(addresses);
            sentinel?.Manage(addresses);
            loop.PostPatiently(new NodeEvent.Reconfigured(read.Node), () => false);
            StartLog.Reloaded(log, _started.Path);
        }
        catch (StartFaultException fault)
        {
            StartLog.NotReloaded(log, fault.Message);
        }
    }
}
