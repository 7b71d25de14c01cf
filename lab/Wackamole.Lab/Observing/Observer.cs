using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Wackamole.Core.Values;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Observing;

/// <summary>The lab's hold on the observing client, which runs as a process of its own.</summary>
internal sealed class Observer : IDisposable
{
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A first generation so large that the observer never collects while it watches: a
    /// collection would stop its loop and look like an outage.
    /// </summary>
    private const string FirstGenerationBytes = "0x8000000";

    private readonly Lock _lock = new();
    private readonly Process _process;

    public Observer(LabNetwork network, IReadOnlyList<string> addresses)
    {
        var start = network.Enter(
            LabNetwork.Client, [.. SelfProgram.CommandLine, "observe"]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_GCgen0size"] = FirstGenerationBytes;
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)
            ?? throw new LabException("the observer could not be started");
        Addresses = addresses;
        Ask(JsonSerializer.Serialize(
            new ObserverSettings(LabNetwork.WatchInterface, addresses),
            ObserverJson.Default.ObserverSettings), ObserverJson.Default.Int32);
    }

    public IReadOnlyList<string> Addresses { get; }

    /// <summary>What was seen from one moment to another (or to now).</summary>
    /// <exception cref="LabException">The first moment is longer ago than it remembers.</exception>
    public Observation Between(Instant from, Instant to)
    {
        var memory = ProbePlan.For(Addresses.Count).Memory;
        if (LabClock.Now - from > memory)
        {
            throw new LabException(string.Create(CultureInfo.InvariantCulture,
                $"the observer remembers {memory.TotalSeconds:0} s and was asked for more"));
        }

        return Ask(string.Create(CultureInfo.InvariantCulture,
            $"between {from.Nanoseconds} {to.Nanoseconds}"), ObserverJson.Default.Observation);
    }

    /// <summary>How many addresses had, or have, a gap of such a length since a moment.</summary>
    public int Missed(Instant since, TimeSpan length) => Ask(
        string.Create(CultureInfo.InvariantCulture,
            $"missed {since.Nanoseconds} {length.Ticks * TimeSpan.NanosecondsPerTick}"),
        ObserverJson.Default.Int32);

    /// <summary>How many addresses have answered, both questions, since a moment.</summary>
    public int AnsweredSince(Instant time) => Ask(
        string.Create(CultureInfo.InvariantCulture, $"answered {time.Nanoseconds}"),
        ObserverJson.Default.Int32);

    /// <summary>
    /// All addresses at this moment, with a past of so many parts of such a length.
    /// </summary>
    public IReadOnlyList<AddressGlance> Glance(TimeSpan part, int parts) => Ask(
        string.Create(CultureInfo.InvariantCulture,
            $"glance {part.Ticks * TimeSpan.NanosecondsPerTick} {parts}"),
        ObserverJson.Default.AddressGlanceArray);

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(EndBound))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private T Ask<T>(string question, JsonTypeInfo<T> kind)
    {
        lock (_lock)
        {
            try
            {
                _process.StandardInput.WriteLine(question);
                _process.StandardInput.Flush();
                return JsonSerializer.Deserialize(
                    _process.StandardOutput.ReadLine() ?? throw Ended(), kind) ?? throw Ended();
            }
            catch (IOException)
            {
                throw Ended();
            }
        }
    }

    private LabException Ended() => new(_process.WaitForExit(EndBound)
        ? $"the observer ended unexpectedly, with status {_process.ExitCode}"
        : "the observer does not answer any more");
}
