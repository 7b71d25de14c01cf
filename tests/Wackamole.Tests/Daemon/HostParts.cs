using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>
/// What the daemon's parts share, in the network of the test's thread, with the test in the place
/// of the loop.
/// </summary>
internal sealed class HostParts : IDisposable
{
    private readonly List<NodeEvent> _seen = [];

    public HostParts()
    {
        using var route = RouteSocket.Open();
        Assert.Null(route.ListInterfaces(out var interfaces));
        Interfaces = new InterfaceTable(interfaces);
        Threads = new DaemonThreads(false, Faults.Add, Log);
    }

    public LeaseWord Lease { get; } = new();

    /// <summary>None, where the test sets no other before it makes the parts.</summary>
    public IFence Fence { get; set; } = NoFence.Instance;

    public AddressLifetimes Lifetimes => new(Fence, TimeSpan.FromSeconds(1));

    public HeldAddresses Held { get; } = new();

    public InterfaceTable Interfaces { get; }

    public Mailbox<NodeEvent> Loop { get; } = new(1024);

    public DaemonThreads Threads { get; }

    public LogRecorder Log { get; } = new();

    public List<string> Faults { get; } = [];

    public static VirtualInterface Vif(params string[] addresses) =>
        new([.. addresses.Select(Address)]);

    /// <summary>«near:10.0.0.1/24».</summary>
    public static InterfaceAddress Address(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.LastIndexOf('/');
        Assert.True(IpAddress.TryParse(text.AsSpan(colon + 1, slash - colon - 1), out var address));
        return new InterfaceAddress(text[..colon], address, int.Parse(text.AsSpan(slash + 1),
            System.Globalization.CultureInfo.InvariantCulture), 24);
    }

    public static IpAddress Ip(string text)
    {
        Assert.True(IpAddress.TryParse(text, out var address));
        return address;
    }

    /// <summary>Our addresses on an interface, in order.</summary>
    public static ImmutableArray<KernelAddress> Present(string name)
    {
        using var route = RouteSocket.Open();
        Assert.Null(route.Dump(NetworkNamespace.IndexOf(name), out var addresses));
        return [.. addresses.Where(one => one.IsOurs).OrderBy(one => one.Address)];
    }

    public static ImmutableArray<string> PresentText(string name) =>
        [.. Present(name).Select(one => one.ToString())];

    public AddressWorker Worker(Action? heldChanged = null) =>
        new(Lease, Fence, Lifetimes, Held, Interfaces, Loop, heldChanged ?? (() => { }), Threads,
            Log);

    /// <summary>A lease that outlasts any test.</summary>
    public void Grant() => Lease.Set(BootClock.Now + TimeSpan.FromHours(1));

    /// <summary>
    /// The next event of this kind that fits; what comes before it is kept in mind.
    /// </summary>
    public T Await<T>(Func<T, bool>? fits = null)
        where T : NodeEvent
    {
        T? found = null;
        Waiting.Until(Loop, () => TryFind(fits, out found), typeof(T).Name);
        return found!;
    }

    public bool Saw<T>()
        where T : NodeEvent
    {
        TryFind<T>(_ => false, out _);
        return _seen.OfType<T>().Any();
    }

    public void Dispose()
    {
        Assert.Empty(Faults);
        Loop.Dispose();
    }

    private bool TryFind<T>(Func<T, bool>? fits, [NotNullWhen(true)] out T? found)
        where T : NodeEvent
    {
        Loop.ForgetWakes();
        while (Loop.TryTake(out var happened))
        {
            _seen.Add(happened);
        }

        found = _seen.OfType<T>().FirstOrDefault(fits ?? (_ => true));
        return found is not null && _seen.Remove(found);
    }
}
