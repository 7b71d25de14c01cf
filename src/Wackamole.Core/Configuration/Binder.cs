using System.Collections.Immutable;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Understands statements: gives what they say together, or says what is wrong.</summary>
internal sealed partial class Binder(DiagnosticBag diagnostics)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LeastRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLeave = TimeSpan.FromMinutes(10);

    private readonly ValueReader _values = new(diagnostics);
    private readonly VirtualInterfaceBinder _virtualInterfaces = new(diagnostics);
    private readonly PreferBinder _preferences = new(diagnostics);
    private readonly NotifyBinder _notify = new(diagnostics);
    private readonly PeerBinder _peers = new(diagnostics);
    private readonly VoterBinder _voters = new(diagnostics);
    private readonly TimingBinder _timing = new(diagnostics);
    private readonly HookBinder _hooks = new(diagnostics);
    private readonly Dictionary<Directive, Statement> _latest = [];

    private ConfigurationFile _said = new();

    public AddressPlaces Places => _virtualInterfaces.Places;

    public void Bind(Statement statement)
    {
        WarnOfRepetition(statement);
        switch (statement.Directive)
        {
            case Directive.VirtualInterfaces:
                _virtualInterfaces.Bind(statement);
                break;
            case Directive.Prefer:
                _preferences.Bind(statement);
                break;
            case Directive.Notify:
                _notify.Bind(statement);
                break;
            case Directive.Run or Directive.RunDynamic:
                _hooks.Bind(statement);
                break;
            case Directive.ModuleDir or Directive.PerlUse or Directive.PerlUseLib:
                _hooks.BindUnsupported(statement);
                break;
            case Directive.Peers:
                _peers.BindPeers(statement);
                break;
            case Directive.Multicast:
                _peers.BindMulticast(statement);
                break;
            case Directive.Links:
                _peers.BindLinks(statement);
                break;
            case Directive.Voters:
                _voters.Bind(statement);
                break;
            case Directive.Heartbeat or Directive.DetectionTime or Directive.Lease:
                _timing.Bind(statement);
                break;
            default:
                _said = BindOriginal(statement) ?? BindOwn(statement);
                break;
        }
    }

    private ConfigurationFile? BindOriginal(Statement statement) => statement.Directive switch
    {
        Directive.Spread => _said with { Spread = SpreadName(statement) ?? _said.Spread },
        Directive.SpreadRetryInterval => _said with
        {
            SpreadRetryInterval = Pause(statement, LeastPause, _said.SpreadRetryInterval),
        },
        Directive.Group => _said with { Group = GroupName(statement) ?? _said.Group },
        Directive.Control => BindControl(statement),
        Directive.LogFacility => BindFacility(statement),
        Directive.Mature => _said with { Mature = _values.Time(statement) ?? _said.Mature },
        Directive.ArpCache => _said with
        {
            ArpTableInterval = Pause(statement, LeastRefresh, _said.ArpTableInterval),
        },
        Directive.Interval => _said with
        {
            BalanceInterval = Pause(statement, LeastPause, _said.BalanceInterval),
        },
        Directive.AcquisitionsPerRound => BindAcquisitions(statement),
        _ => null,
    };

    private ConfigurationFile BindOwn(Statement statement) => statement.Directive switch
    {
        Directive.Engine => _said with { Engine = EngineOf(statement) },
        Directive.Node => _said with { Node = NodeNameOf(statement) ?? _said.Node },
        Directive.Port => _said with
        {
            Port = (ushort?)PortOf(statement.Value) ?? _said.Port,
        },
        Directive.KeyFile => _said with
        {
            KeyFile = _values.AbsolutePath(statement) ?? _said.KeyFile,
        },
        Directive.Authentication => BindAuthentication(statement),
        Directive.Weight => _said with
        {
            Weight = _values.Number(statement, 1, Limits.Weight) ?? _said.Weight,
        },
        Directive.HookTimeout => _said with
        {
            HookTimeout = _values.Time(statement, LeastPause, LongestLeave) ?? _said.HookTimeout,
        },
        Directive.AnnounceRefresh => _said with
        {
            AnnounceRefresh = Pause(statement, LeastRefresh, _said.AnnounceRefresh),
        },
        Directive.LeaveLimit => _said with
        {
            LeaveLimit = _values.Time(statement, TimeSpan.Zero, LongestLeave) ?? _said.LeaveLimit,
        },
        Directive.RealTime => _said with { RealTime = YesOrNo(statement) ?? _said.RealTime },
        Directive.StateDirectory => _said with
        {
            StateDirectory = _values.AbsolutePath(statement) ?? _said.StateDirectory,
        },
        Directive.Fence => BindFence(statement),
        Directive.Quorum => BindQuorum(statement),
        _ => BindWitness(statement),
    };

    private TimeSpan Pause(Statement statement, TimeSpan least, TimeSpan otherwise) =>
        _values.Time(statement, least, Limits.LongestConfiguredTime) ?? otherwise;

    /// <summary>The original lets the last of several count, silently.</summary>
    private void WarnOfRepetition(Statement statement)
    {
        var isSingle = statement.Info.Form
            is DirectiveForm.Assignment or DirectiveForm.BalanceAssignment;
        if (isSingle && statement.Directive != Directive.ModuleDir
            && _latest.TryGetValue(statement.Directive, out var earlier))
        {
            var allStays = statement.Directive == Directive.AcquisitionsPerRound
                && _said.AcquisitionsPerRound is null;
            diagnostics.Warning(DiagnosticKind.DuplicateDirective, statement.Name,
                $"`{statement.Info.Name}` is already set at " +
                diagnostics.Source.Describe(earlier.Name.Start) +
                (allStays ? ": once it is `all`, it stays so" : ": this one counts"),
                "Remove one of them.");
        }

        _latest[statement.Directive] = statement;
    }

    private string? GroupName(Statement statement)
    {
        var name = _values.Word(statement);
        var bytes = name is null ? 0 : Encoding.UTF8.GetByteCount(name);
        if (bytes > Limits.GroupNameBytes)
        {
            diagnostics.Error(DiagnosticKind.GroupNameTooLong, statement.Value,
                $"the group's name has {bytes} bytes, and {Limits.GroupNameBytes} is the most",
                $"Write a name of at most {Limits.GroupNameBytes} bytes, the same on every host.");
            return null;
        }

        return name;
    }

    private string? NodeNameOf(Statement statement)
    {
        var name = _values.Word(statement);
        if (name is not null && NodeName.Fault(name) is { } fault)
        {
            diagnostics.Error(DiagnosticKind.NodeNameUnusable, statement.Value,
                $"{statement.Value.Shown} cannot name a node: {fault}",
                "Write a name of letters, digits, `.`, `-` and `_`, as in `Node = web1`.");
            return null;
        }

        return name;
    }
}
