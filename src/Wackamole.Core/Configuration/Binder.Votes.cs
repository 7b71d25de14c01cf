namespace Wackamole.Core.Configuration;

internal sealed partial class Binder
{
    private const int FewestVoters = 2;

    /// <summary>Whether a majority can be counted as it is asked for.</summary>
    private void CheckQuorum(IReadOnlySet<Directive> attempted)
    {
        if (_said.Quorum == QuorumMode.None)
        {
            CheckWithoutVotes();
            return;
        }

        if (_said.Engine == EngineKind.Corosync)
        {
            WarnOfUnused("Corosync", Directive.Voters);
        }
        else
        {
            CheckVoters(attempted);
        }

        if (_said.Witness && _latest.GetValueOrDefault(Directive.VirtualInterfaces) is { } unused)
        {
            diagnostics.Warning(DiagnosticKind.WithoutEffect, unused.Name,
                "`VirtualInterfaces` has no effect on a witness, which holds nothing",
                "Remove it, or write `Witness = no`.");
        }
    }

    private void CheckVoters(IReadOnlySet<Directive> attempted)
    {
        var place = _latest[Directive.Quorum].Value;
        const string Remedy = "Write `Voters { web1 web2 witness1 }`: the node name of every " +
            "host that votes, the same on every host.";
        if (!attempted.Contains(Directive.Voters))
        {
            diagnostics.Error(DiagnosticKind.VotersMissing, place,
                "nobody votes: a majority needs to know of whom", Remedy);
        }
        else if (_said.Voters.Count < FewestVoters && _voters.IsSound)
        {
            diagnostics.Error(DiagnosticKind.TooFewVoters, place,
                "a single voter is a majority by itself, whoever else there is", Remedy);
        }
        else if (_said.Voters.Count == FewestVoters)
        {
            diagnostics.Warning(DiagnosticKind.TooFewVoters, place,
                "of two voters both are needed: when either is lost nothing is covered",
                "Add a third one; it can be a witness, which votes and holds nothing.");
        }
    }

    private void CheckWithoutVotes()
    {
        if (_latest.GetValueOrDefault(Directive.Voters) is { } voters)
        {
            diagnostics.Warning(DiagnosticKind.WithoutEffect, voters.Name,
                "`Voters` has no effect where no majority is asked for",
                "Write `Quorum = majority` on every host, or remove it.");
        }

        if (_said.Witness)
        {
            diagnostics.Error(DiagnosticKind.WithoutEffect, _latest[Directive.Witness].Value,
                "a witness votes, and where no majority is asked for nobody does",
                "Write `Quorum = majority` on every host, or `Witness = no`; a host without " +
                "virtual interfaces holds nothing.");
        }
    }
}
