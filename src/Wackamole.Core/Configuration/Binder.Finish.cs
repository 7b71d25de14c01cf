using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

internal sealed partial class Binder
{
    /// <summary>All that was said, after the checks that need all of it.</summary>
    /// <param name="attempted">
    /// Directives that stand in the text, also where what follows them is faulty: that they are
    /// missing is not said.
    /// </param>
    public ConfigurationFile Finish(IReadOnlySet<Directive> attempted)
    {
        var virtualInterfaces = _virtualInterfaces.All;
        if (!_latest.ContainsKey(Directive.Engine) && _latest.ContainsKey(Directive.Spread))
        {
            // As the original: whoever names a Spread daemon wants it.
            _said = _said with { Engine = EngineKind.Spread };
        }

        if (_said is { Engine: EngineKind.Spread, Spread: null })
        {
            _said = _said with { Spread = ConfigurationFile.DefaultSpread };
        }

        _said = _said with
        {
            VirtualInterfaces = virtualInterfaces,
            Preferred = _preferences.All,
            Notify = _notify.All,
            Hooks = _hooks.All,
            Timing = _timing.Finish(_said.Engine),
            TimesFollowCorosync = _said.Engine == EngineKind.Corosync && !_timing.IsAnyWritten,
            Links = _peers.Links,
            Peers = _peers.Peers(_said.Port),
            Multicast = _peers.Multicast(_said.Port),
            Voters = _voters.All,
        };
        _preferences.Check(virtualInterfaces);
        _notify.Check(virtualInterfaces);
        if (!attempted.Contains(Directive.VirtualInterfaces) && !_said.Witness)
        {
            diagnostics.AddForWhole(DiagnosticKind.NoVirtualInterfaces, DiagnosticSeverity.Warning,
                "there are no virtual interfaces: this host will hold no address",
                "Write `VirtualInterfaces { eth0:10.0.0.100/24 … }`.");
        }

        CheckGroup(attempted);
        CheckQuorum(attempted);
        CheckEngine(attempted);
        return _said;
    }

    private void CheckGroup(IReadOnlySet<Directive> attempted)
    {
        const string Message = "no group is named: hosts of one cluster share a group's name";
        const string Remedy = "Write `Group = wack1`, the same on every host.";
        if (!attempted.Contains(Directive.Group))
        {
            diagnostics.AddForWhole(
                DiagnosticKind.GroupMissing, DiagnosticSeverity.Error, Message, Remedy);
        }
        else if (_latest.GetValueOrDefault(Directive.Group) is { Value.Text: "" } group)
        {
            diagnostics.Error(DiagnosticKind.GroupMissing, group.Value, Message, Remedy);
        }
    }

    private void CheckEngine(IReadOnlySet<Directive> attempted)
    {
        switch (_said.Engine)
        {
            case EngineKind.Corosync:
                WarnOfUnused("Corosync", Directive.Peers, Directive.Multicast, Directive.Links,
                    Directive.KeyFile, Directive.Spread);
                break;
            case EngineKind.Spread:
                CheckSpread();
                break;
            default:
                CheckMesh(attempted);
                break;
        }
    }

    private void CheckSpread()
    {
        var place = (_latest.GetValueOrDefault(Directive.Spread)
            ?? _latest[Directive.Engine]).Value;
        if (!SpreadText.IsAddress(_said.Spread))
        {
            diagnostics.Error(DiagnosticKind.NotASpreadDaemon, place,
                $"{place.Shown} names no Spread daemon",
                "Write `Spread = 4803` for this host's daemon, or `Spread = 4803@HOST`.");
        }

        diagnostics.Note(DiagnosticKind.NotAuthenticated, place,
            "anyone who can reach the Spread daemon's port can take part in the cluster",
            "Let only the cluster's hosts reach it, or use `Engine = mesh` with a key.");
        WarnOfUnused("Spread",
            Directive.Peers, Directive.Multicast, Directive.Links, Directive.KeyFile);
    }

    private void WarnOfUnused(string engine, params ReadOnlySpan<Directive> directives)
    {
        foreach (var directive in directives)
        {
            if (_latest.GetValueOrDefault(directive) is { } unused)
            {
                diagnostics.Warning(DiagnosticKind.WithoutEffect, unused.Name,
                    $"`{unused.Info.Name}` has no effect on the engine {engine}",
                    "Remove it, or write `Engine = mesh`.");
            }
        }
    }

    private void CheckMesh(IReadOnlySet<Directive> attempted)
    {
        _peers.Check(_said.Port, Places);
        if (!attempted.Contains(Directive.Peers) && !attempted.Contains(Directive.Multicast))
        {
            diagnostics.AddForWhole(DiagnosticKind.PeersMissing, DiagnosticSeverity.Warning,
                "neither `Peers` nor `Multicast` is written: this host stays alone",
                "Write `Peers { 10.0.0.1 10.0.0.2 }` with an address of every host.");
        }

        if (_peers.PeersName is not null && _peers.MulticastName is { } multicast)
        {
            diagnostics.Warning(DiagnosticKind.WithoutEffect, multicast,
                "`Multicast` has no effect where `Peers` are listed", "Remove one of them.");
        }

        if (_peers.LinksName is { } links && _peers.PeersName is not null)
        {
            diagnostics.Warning(DiagnosticKind.WithoutEffect, links,
                "`Links` has no effect where `Peers` are listed",
                "Write a host's two addresses in braces: `Peers { { 10.0.0.1 192.168.9.1 } }`.");
        }

        CheckKey(attempted);
    }

    private void CheckKey(IReadOnlySet<Directive> attempted)
    {
        if (_said.Authentication == AuthenticationMode.Key
            && !attempted.Contains(Directive.KeyFile)
            && (_latest.ContainsKey(Directive.Authentication)
                || !attempted.Contains(Directive.Authentication)))
        {
            diagnostics.AddForWhole(DiagnosticKind.KeyFileMissing, DiagnosticSeverity.Error,
                "no key file is named: without a key anyone on the network could take part",
                "Make a key with `wackatrl keygen /etc/wackamole.key`, copy it to every host, " +
                "and write `KeyFile = /etc/wackamole.key`; or write `Authentication = none`.");
        }

        if (_said.Authentication == AuthenticationMode.None)
        {
            diagnostics.Note(DiagnosticKind.NotAuthenticated,
                _latest[Directive.Authentication].Value,
                "anyone who can reach this host's port can take part in the cluster",
                _said.KeyFile is null ? null : "The key file that is named has no effect.");
        }
    }
}
