using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Configuration;
using Wackamole.Core.Lease;
using Wackatrl.Asking;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>Reads everything that the rules judge.</summary>
internal sealed class HostInspector(
    HostTree tree, Func<Reading<ImmutableArray<HostAddress>>> addresses)
{
    private const string ClockSource =
        "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    private readonly ProcessInspector _processes = new(tree);

    /// <param name="ask">Asks the daemon; the process that answered, where it did.</param>
    public async Task<HostFacts> ReadAsync(
        string? path, ConfigurationFile? configuration, string? whyUnconfigured,
        Func<Task<DaemonAnswer>> ask)
    {
        var programs = _processes.All();
        var answer = await ask();
        var managers = new ManagerInspector(tree, programs);
        var names = tree.Text("/proc/net/dev").Then(ProcText.Interfaces);
        var inspector = new InterfaceInspector(tree, managers);
        var unit = new UnitInspector(tree);
        var service = unit.Find();
        var pins = PinFolder(configuration);
        return new HostFacts
        {
            Configuration = configuration,
            WhyUnconfigured = whyUnconfigured,
            ConfigurationPath = path,
            Daemon = new DaemonFacts(answer.Status, answer.WhySilent,
                ProcessOf(answer, configuration, programs)),
            Self = _processes.Of("self"),
            First = _processes.Of("1"),
            Unit = service,
            UnitUserId = unit.UserId(service),
            KernelRelease = tree.Line("/proc/sys/kernel/osrelease"),
            ClockSource = tree.Line(ClockSource),
            RealTimeRuntimeUs = tree.Number("/proc/sys/kernel/sched_rt_runtime_us"),
            RealTimePeriodUs = tree.Number("/proc/sys/kernel/sched_rt_period_us"),
            IsVirtualMachine = tree.Text("/proc/cpuinfo").Then(text => Reading<bool>.Of(
                text.Split('\n').Any(line => line.StartsWith("flags", StringComparison.Ordinal)
                    && line.Split(' ').Contains("hypervisor", StringComparer.Ordinal)))),
            MachineId = tree.Line("/etc/machine-id"),
            UnprivilegedBpfDisabled = tree.Number("/proc/sys/kernel/unprivileged_bpf_disabled"),
            BpfJit = tree.Number("/proc/sys/net/core/bpf_jit_enable"),
            Mounts = tree.Text("/proc/self/mounts").Then(ProcText.Mounts),
            PinFolder = pins,
            Pins = tree.Names(pins),
            Interfaces = Interfaces(configuration, inspector, names),
            InterfaceNames = names,
            Addresses = addresses(),
            Programs = programs,
            IgnoreCarrierFiles = managers.IgnoreCarrierFiles(),
            HasPacketFilter = HasPacketFilter(),
            KeyFile = configuration is
            {
                Authentication: AuthenticationMode.Key,
                Engine: EngineKind.Mesh, KeyFile: { } key
            } ? FileInspector.Of(tree, key) : null,
            StateDirectory = configuration is not null
                ? FileInspector.Of(tree, configuration.StateDirectory) : null,
            StateRoomBytes = configuration is null ? Reading<long>.Failed("no configuration")
                : FileInspector.Room(tree, configuration.StateDirectory),
        };
    }

    private static ImmutableArray<InterfaceFacts> Interfaces(ConfigurationFile? configuration,
        InterfaceInspector inspector, Reading<ImmutableArray<string>> names) =>
        [.. (configuration?.VirtualInterfaces.Items ?? []).SelectMany(one => one.Addresses)
            .GroupBy(address => address.Interface, StringComparer.Ordinal)
            .Select(group => inspector.Of(group.Key, [.. group], names))];

    private string PinFolder(ConfigurationFile? configuration) =>
        $"{FencePlace.Root}/{FencePlace.FolderOf(configuration?.Group ?? "")}/"
        + FencePlace.NetworkOf(tree.Link(FencePlace.LinkOfThreadsNetwork).Value);

    // The socket names its process. Without it, the only process of that name that can be meant.
    private Reading<ProcessFacts> ProcessOf(DaemonAnswer answer, ConfigurationFile? configuration,
        Reading<ImmutableArray<RunningProgram>> programs)
    {
        if (answer.ProcessId is { } id)
        {
            return _processes.Of(id.ToString(CultureInfo.InvariantCulture));
        }

        if (configuration is null || !answer.MayRun)
        {
            return Reading<ProcessFacts>.Failed("no daemon answers");
        }

        return programs.Then(all =>
        {
            var daemons = all.Where(one => one.Name == "wackamole" && one.IsHere != false)
                .ToList();
            return daemons.Count == 1
                ? _processes.Of(daemons[0].Id.ToString(CultureInfo.InvariantCulture))
                : Reading<ProcessFacts>.Failed(daemons.Count == 0 ? "no daemon runs here"
                    : "several daemons run here, and the control socket does not tell which");
        });
    }

    private Reading<bool> HasPacketFilter()
    {
        var old = tree.Text("/proc/net/ip_tables_names");
        return old is { IsKnown: true, Value.Length: > 0 } ? Reading<bool>.Of(true)
            : tree.Text("/proc/modules").Then(text => Reading<bool>.Of(text.Split('\n').Any(
                line => line.StartsWith("nf_tables ", StringComparison.Ordinal)
                    && ProcText.TryFirst(line.Split(' ').ElementAtOrDefault(2), out var used)
                    && used > 0)));
    }
}
