using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Linux;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Hosts;

/// <summary>
/// One host of a lab: its network namespace, its mounts, its cables, and the real daemon in it.
/// </summary>
internal sealed class LabHost : IDisposable
{
    /// <summary>
    /// A process that holds the host's mounts, the fence's pins among them, while daemons come and
    /// go, and ends with the lab, which alone holds the other end of its input.
    /// </summary>
    private const string AnchorScript = """
        if [ -e /etc/machine-id ]; then mount --bind "$1" /etc/machine-id || exit 1; fi
        mount -t bpf bpf /sys/fs/bpf 2>/dev/null && chmod 711 /sys/fs/bpf
        echo ready
        exec cat >/dev/null
        """;

    /// <summary>In the environment of all that runs on a host: the host's directory.</summary>
    public const string ProcessMark = "WACKALAB_HOST";

    private static readonly string[] NoDuplicateDetection = ["nodad"];
    private static readonly TimeSpan AnswerBound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadyBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    private readonly string _namespace;
    private readonly Process _anchor;
    private readonly CancellationToken _cancelled;
    private Process? _daemon;
    private EngineDaemon? _engine;
    private IEngineProgram? _engineProgram;

    public LabHost(
        LabRun run, LabNetwork network, HostPlan plan, int number, CancellationToken cancelled)
    {
        Name = NameOf(number);
        _namespace = run.Namespace(Name);
        _cancelled = cancelled;
        Plan = plan;
        Number = number;
        Cables = network.AddHost(Name, number);
        Files = new HostFiles(Path.Combine(run.RunDirectory, Name));
        LogPath = Files.Log;
        Directory.CreateDirectory(Files.StateDirectory);
        File.WriteAllText(Files.MachineId, MachineIdOf(number));
        _anchor = Anchor(network);
    }

    /// <summary>The host's own; the node's may be another.</summary>
    public string Name { get; }

    public int Number { get; }

    /// <summary>
    /// What the configuration says; written at every start and by WriteConfiguration.
    /// </summary>
    public HostPlan Plan { get; set; }

    public HostFiles Files { get; }

    public IReadOnlyList<Cable> Cables { get; }

    /// <summary>The cable on which virtual addresses live.</summary>
    public Cable Cable => Cables[0];

    /// <summary>Where what the daemon prints goes; may be on a disk of this host alone.</summary>
    public string LogPath { get; set; }

    /// <summary>A command that runs before the daemon's own, such as «setpriv …».</summary>
    public IReadOnlyList<string> Wrapper { get; set; } = [];

    public bool IsRunning => _daemon is { HasExited: false };

    /// <summary>The daemon's process id.</summary>
    public int DaemonProcessId => _daemon?.Id
        ?? throw new LabException($"no daemon was started on {Name}");

    public static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"n{number}");

    public void WriteConfiguration() =>
        File.WriteAllText(Files.Configuration, ConfigurationText.Of(Plan, Files));

    /// <summary>What the engine runs on this host; null where it runs nothing.</summary>
    public EngineDaemon? Engine
    {
        get
        {
            if (Plan.Engine.Program is { } program && program != _engineProgram)
            {
                _engine?.Dispose();
                (_engine, _engineProgram) = (new EngineDaemon(this, program, _cancelled), program);
            }

            return Plan.Engine.Program is null ? null : _engine;
        }
    }

    /// <summary>Starts the daemon, and its engine where that does not run, and waits for neither.
    /// </summary>
    public void Start()
    {
        WriteConfiguration();
        Engine?.Start();
        _daemon?.Dispose();
        _daemon = StartProgram(
            LogPath, [.. Wrapper, Programs.Daemon, "-c", Files.Configuration]);
    }

    /// <summary>Starts a program on this host; what it prints is added to a file.</summary>
    public Process StartProgram(string logPath, IReadOnlyList<string> command)
    {
        const string Script = "log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";
        var start = Enter(["sh", "-c", Script, "wackalab-host", logPath, .. command]);
        start.Environment[ProcessMark] = Files.Root;
        return Tool.Start(start);
    }

    public void WaitUntilReady()
    {
        Wait.Until($"the daemon on {Name} to answer", ReadyBound,
            () => Status() is not null || !IsRunning, _cancelled);
        if (!IsRunning)
        {
            throw new LabException(
                $"the daemon on {Name} ended with status {_daemon?.ExitCode}: {LogTail(3)}");
        }
    }

    /// <summary>The cluster as this host's daemon sees it; null where none answers.</summary>
    public ClusterStatus? Status(TimeSpan? bound = null) =>
        Ask(new ControlRequest(ControlCommand.Status), bound)?.Status;

    public ControlReply? Ask(ControlRequest request, TimeSpan? bound = null) => IsRunning
        ? ControlClient.Ask(Files.Control, request, bound ?? AnswerBound)
        : null;

    /// <summary>Runs wackatrl on this host.</summary>
    public ToolResult Wackatrl(params IReadOnlyList<string> arguments) => Run(
        [Programs.Command, "-c", Files.Configuration, .. arguments]);

    /// <summary>Runs a program on this host to its end.</summary>
    public ToolResult Run(params IReadOnlyList<string> command)
    {
        var start = Enter(command);
        return Tool.Try([start.FileName, .. start.ArgumentList]);
    }

    /// <summary>What to type to run something on this host from outside.</summary>
    public IReadOnlyList<string> EnterCommand =>
    [
        "nsenter", "--target", _anchor.Id.ToString(CultureInfo.InvariantCulture), "--mount",
        "--net",
    ];

    public void Signal(int signal) => Processes.Signal(DaemonProcessId, signal);

    /// <summary>Sentinels of this host's daemons, at work or asleep.</summary>
    public int SentinelsLeft => Sentinels.Beside(_anchor.Id).Count;

    /// <summary>The process that outlives the daemon.</summary>
    public int SentinelProcessId
    {
        get
        {
            Wait.Until($"the sentinel on {Name}", ReadyBound, () => SentinelsLeft == 1, _cancelled);
            return Sentinels.Beside(_anchor.Id)[0];
        }
    }

    /// <summary>Whether any part of a fence is left here.</summary>
    public bool HasFencePins => Run("sh", "-c", "ls -d /sys/fs/bpf/wackamole-*/*/*").Status == 0;

    /// <summary>
    /// The daemon dies at once and cleans nothing up; its sentinel, where it has one, does.
    /// </summary>
    public void Kill()
    {
        Signal(Native.SIGKILL);
        WaitForEnd();
    }

    /// <summary>
    /// The daemon dies as by a fault of its own; .NET's runtime takes one such signal from outside
    /// for nothing, and no more.
    /// </summary>
    public void DieBy(int signal) => Wait.Until($"the daemon on {Name} to die", EndBound, () =>
    {
        Signal(signal);
        return !IsRunning;
    }, _cancelled, TimeSpan.FromMilliseconds(1));

    public void KillSentinel() => Processes.Signal(SentinelProcessId, Native.SIGKILL);

    /// <summary>Both die at once: nobody cleans up, and nobody says anything.</summary>
    public void KillWithSentinel()
    {
        // Stopped first: it would start another sentinel.
        Stop();
        KillSentinel();
        Kill();
    }

    /// <summary>The host loses its power: everything on it dies at once.</summary>
    public void Crash()
    {
        if (Engine is { IsRunning: true } engine)
        {
            engine.Kill();
        }

        KillWithSentinel();
    }

    /// <summary>The daemon is asked to leave in order; its exit status.</summary>
    public int Terminate()
    {
        Signal(Native.SIGTERM);
        return WaitForEnd();
    }

    /// <summary>
    /// What a service manager does when the daemon ended, however it did (ExecStopPost).
    /// </summary>
    public void CleanUp()
    {
        var cleaned = Run([Programs.Daemon, "--release", "-c", Files.Configuration]);
        if (cleaned.Status != 0)
        {
            throw new LabException($"wackamole --release failed on {Name}: {cleaned.Text}");
        }
    }

    public int WaitForEnd()
    {
        Wait.Until($"the daemon on {Name} to end", EndBound, () => !IsRunning, _cancelled,
            TimeSpan.FromMilliseconds(1));
        return _daemon!.ExitCode;
    }

    public void Stop() => Signal(Native.SIGSTOP);

    public void Continue() => Signal(Native.SIGCONT);

    /// <summary>The addresses that the kernel really has here, of both families.</summary>
    public HashSet<IpAddress> Addresses()
    {
        using var links = JsonDocument.Parse(Ip.Run(_namespace, "-j", "address", "show"));
        return [.. links.RootElement.EnumerateArray()
            .Where(link => link.TryGetProperty("addr_info", out _))
            .SelectMany(link => link.GetProperty("addr_info").EnumerateArray())
            .Where(entry => entry.TryGetProperty("local", out _))
            .Select(entry => IpAddress.From(
                System.Net.IPAddress.Parse(entry.GetProperty("local").GetString()!)))];
    }

    /// <summary>
    /// Adds an address as if an administrator had, outside the daemon's knowledge.
    /// </summary>
    public void AddAddressByHand(InterfaceAddress address) => Ip.Run(_namespace,
        [.. AddressCommand("add", address), .. address.Address.IsV6 ? NoDuplicateDetection : []]);

    public void RemoveAddressByHand(InterfaceAddress address) =>
        Ip.Run(_namespace, AddressCommand("delete", address));

    /// <summary>Gives this host's files, and a copy of its key, to a user (by number).</summary>
    public void GiveFilesTo(string user)
    {
        if (Plan.KeyFile is { } key)
        {
            var own = Path.Combine(Files.Root, Path.GetFileName(key));
            File.Copy(key, own);
            Plan = Plan with { KeyFile = own };
        }

        Tool.Run("chown", "-R", user, Files.Root);
        Tool.Run("chmod", "o+x", Path.GetDirectoryName(Files.Root)!);
    }

    public string LogTail(int lines) => HostFiles.Tail(LogPath, lines);

    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : string.Empty;

    public void Dispose()
    {
        _anchor.StandardInput.Close();
        _anchor.Dispose();
        _daemon?.Dispose();
        _engine?.Dispose();
    }

    private static string[] AddressCommand(string verb, InterfaceAddress address) =>
        ["address", verb, $"{address.Address}/{address.PrefixLength}", "dev", address.Interface];

    /// <summary>Hosts of one machine share its id; here each is a machine of its own.</summary>
    private static string MachineIdOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:x32}\n");

    private ProcessStartInfo Enter(IReadOnlyList<string> command) =>
        Tool.Prepare([.. EnterCommand, "--", .. command]);

    private Process Anchor(LabNetwork network)
    {
        var start = network.Enter(Name, ["sh", "-c", AnchorScript, "wackalab-host",
            Files.MachineId]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var anchor = Tool.Start(start);
        return anchor.StandardOutput.ReadLine() == "ready"
            ? anchor
            : throw new LabException($"cannot set up the mounts of host {Name}");
    }
}
