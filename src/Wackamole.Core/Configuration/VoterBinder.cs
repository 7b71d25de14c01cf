using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Understands «Voters { }»: names of nodes, each once.</summary>
internal sealed class VoterBinder(DiagnosticBag diagnostics)
{
    private readonly List<string> _names = [];

    public ImmutableArray<string> All => [.. _names];

    /// <summary>Every name was good: what is missing was not written.</summary>
    public bool IsSound { get; private set; } = true;

    public void Bind(Statement statement)
    {
        foreach (var token in statement.Items.SelectMany(item => item.Tokens))
        {
            var isSound = false;
            if (NodeName.Fault(token.Text) is { } fault)
            {
                diagnostics.Error(DiagnosticKind.NodeNameUnusable, token,
                    $"{token.Shown} cannot name a node: {fault}",
                    "Voters are named as `Node` names them, not by their addresses.");
            }
            else if (_names.Contains(token.Text, StringComparer.Ordinal))
            {
                diagnostics.Error(DiagnosticKind.DuplicateVoter, token,
                    $"the voter {token.Shown} is listed twice: every node has one vote",
                    "Remove one of them.");
            }
            else if (_names.Count == Limits.Members)
            {
                diagnostics.Error(DiagnosticKind.TooManyPeers, token,
                    $"there are more than {Limits.Members} voters",
                "Three or five hosts that vote are enough for any cluster.");
            }
            else
            {
                _names.Add(token.Text);
                isSound = true;
            }

            IsSound &= isSound;
        }
    }
}
