using System.Diagnostics;
using Spread.Client;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>
/// Real Spread daemons, three of them with one configuration, in a network of their own. Wherever
/// a program «spread» is found: WACKAMOLE_SPREAD names one, else the path is looked through.
/// </summary>
internal sealed class RealSpread : IDisposable
{
    private const string ProgramVariable = "WACKAMOLE_SPREAD";
    private const int FirstPort = 25_100;

    private readonly ScratchFolder _folder = new();
    private readonly Dictionary<int, Process> _daemons = [];
    private readonly string _program;
    private readonly string _configuration;

    private RealSpread(string program)
    {
        _program = program;
        _configuration = _folder.Write("spread.conf", Configuration(_folder.Root));
    }

    /// <summary>Runs a test with so many daemons, or skips it with the reason.</summary>
    public static void Run(int daemons, Func<RealSpread, Task> test)
    {
        var program = Find();
        Assert.SkipUnless(program is not null, "there is no program «spread» on this machine: "
            + $"install one, or name it in {ProgramVariable}");
        NetworkNamespace.Run(() =>
        {
            NetworkNamespace.Ip("link set lo up");
            for (var number = 1; number <= daemons; number++)
            {
                NetworkNamespace.Ip($"address add {Address(number)}/32 dev lo");
            }

            using var spread = new RealSpread(program);
            for (var number = 1; number <= daemons; number++)
            {
                spread.Start(number);
            }

            OneThread.Run(() => test(spread));
        });
    }

    /// <summary>The daemon n1, n2 or n3 by TCP.</summary>
    public static SpreadAddress Tcp(int number) =>
        SpreadAddress.Tcp(Address(number), Port(number));

    /// <summary>The same daemon by its socket in the file system.</summary>
    public static SpreadAddress Local(int number) => SpreadAddress.Local($"/tmp/{Port(number)}");

    public void Start(int number)
    {
        var process = Process.Start(new ProcessStartInfo(_program,
            ["-n", $"n{number}", "-c", _configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons[number] = process;
    }

    public int ProcessId(int number) => _daemons[number].Id;

    public void Kill(int number)
    {
        _daemons.Remove(number, out var process);
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>
    /// Opens a session as soon as the daemon takes it.
    /// </summary>
    public static async Task<SpreadConnection> ConnectAsync(
        SpreadAddress address, SpreadConnectionOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await SpreadConnection.ConnectAsync(address, options);
            }
            catch (SpreadException fault) when (fault.Error == SpreadError.CouldNotConnect
                && Stopwatch.GetElapsedTime(began) < Eventually.Bound)
            {
                // It is still starting.
                await Task.Yield();
            }
        }
    }

    public void Dispose()
    {
        foreach (var number in _daemons.Keys.ToList())
        {
            Kill(number);
        }

        _folder.Dispose();
    }

    private static string Address(int number) => $"10.9.0.{number}";

    private static int Port(int number) => FirstPort + 10 * number;

    // Each daemon in a segment of its own: they then speak by unicast. Short times, as for a LAN.
    private static string Configuration(string folder) => string.Concat(
        Enumerable.Range(1, 3).Select(number =>
            $"Spread_Segment {Address(number)}:{Port(number)} {{\n"
            + $" n{number} {Address(number)}\n}}\n"))
        + $"""
        DaemonUser = root
        DaemonGroup = root
        RuntimeDir = {folder}
        SocketPortReuse = ON
        TokenTimeout = 300
        HurryTimeout = 100
        AliveTimeout = 50
        JoinTimeout = 50
        RepTimeout = 150
        SegTimeout = 120
        GatherTimeout = 300
        FormTimeout = 300
        LookupTimeout = 2000

        """;

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable(ProgramVariable);
        return !string.IsNullOrEmpty(named) ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
                .Select(folder => Path.Combine(folder, "spread")).FirstOrDefault(File.Exists);
    }
}
