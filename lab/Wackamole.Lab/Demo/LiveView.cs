using System.Globalization;
using Spectre.Console;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>The demo as a live board in the terminal.</summary>
internal sealed class LiveView(LabCluster cluster, IAnsiConsole console) : IDemoView
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StripPart = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Instant _begin = LabClock.Now;
    private readonly Dictionary<string, string?> _conditions = new(StringComparer.Ordinal);
    private readonly List<Interruption> _past = [];
    private IReadOnlyDictionary<string, string?> _before =
        new Dictionary<string, string?>(StringComparer.Ordinal);

    private DemoStep? _present;
    private bool _ready;

    /// <summary>Draws until the play, on its own thread, is over.</summary>
    public void ShowWhile(Task play) => console
        .Live(Text.Empty).AutoClear(false).Overflow(VerticalOverflow.Crop)
        .Start(context =>
        {
            do
            {
                context.UpdateTarget(Board.Draw(Picture(), Width, console.Profile.Height));
            }
            while (!play.Wait(Frame));
        });

    public void Ready()
    {
        lock (_lock)
        {
            _ready = true;
        }
    }

    public void Begin(DemoStep step)
    {
        var now = Stations();
        lock (_lock)
        {
            _before = now;
            _present = step;
        }

        if (step.Condition is not null)
        {
            SetCondition(step.Host, step.Condition);
        }
    }

    public void End(DemoStep step, Interruption seen)
    {
        SetCondition(step.Host, step.Condition);
        lock (_lock)
        {
            _present = null;
            _past.Add(seen);
        }
    }

    private int Width => Math.Min(console.Profile.Width, 110);

    private int StripParts => Math.Max(10, Width - Board.StripMargin);

    private void SetCondition(LabHost host, string? condition)
    {
        lock (_lock)
        {
            _conditions[host.Name] = condition;
        }
    }

    private BoardPicture Picture()
    {
        var glances = cluster.Observer.Glance(StripPart, StripParts);
        lock (_lock)
        {
            return new BoardPicture(
                LabClock.Now - _begin,
                string.Create(CultureInfo.InvariantCulture,
                    $"{cluster.Hosts.Count} hosts, {glances.Count} addresses, detection time " +
                    $"{cluster.Plan.Timing.Detection.TotalMilliseconds:0} ms"),
                [.. cluster.Hosts.Select(host => Host(host, glances))],
                [.. glances.Select(glance => new BoardStrip(
                    glance.Address, [.. glance.Strip.Select(HostName)]))],
                _ready,
                _present,
                [.. _past]);
        }
    }

    private string? HostName(string? station) =>
        station is { Length: 0 } ? station : cluster.StationName(station);

    private BoardHost Host(LabHost host, IReadOnlyList<AddressGlance> glances)
    {
        var held = glances.Where(glance => glance.Strip[^1] is { } station
                && cluster.StationName(station) == host.Name)
            .Select(glance => glance.Address).ToList();
        var news = held
            .Where(address => _before.TryGetValue(address, out var from) && from is not null
                && from != host.Name)
            .ToDictionary(address => address, address => _before[address]!, StringComparer.Ordinal);
        return new BoardHost(host.Name, _ready ? _conditions.GetValueOrDefault(host.Name)
            : "starting", _ready, held, news);
    }

    private Dictionary<string, string?> Stations() => cluster.Observer.Glance(StripPart, 1)
        .ToDictionary(glance => glance.Address, glance => cluster.StationName(glance.Station),
            StringComparer.Ordinal);
}
