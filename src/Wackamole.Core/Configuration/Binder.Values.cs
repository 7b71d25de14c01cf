using System.Collections.Immutable;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

internal sealed partial class Binder
{
    private static readonly ImmutableArray<string> Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron",
        "authpriv", "ftp", "local0", "local1", "local2", "local3", "local4", "local5", "local6",
        "local7",
    ];

    /// <summary>A daemon's name is a word or a number, «4803» or «4803@host».</summary>
    private string? SpreadName(Statement statement)
    {
        var token = statement.Value;
        var isNumber = token.Kind == TokenKind.Word
            && !token.Text.AsSpan().ContainsAnyExceptInRange('0', '9');
        var name = isNumber ? token.Text : _values.Word(statement);
        if (name?.Length > Limits.SpreadNameCharacters)
        {
            diagnostics.Error(DiagnosticKind.OutOfRange, token,
                $"the name of the Spread daemon has more than {Limits.SpreadNameCharacters} " +
                "characters",
                "Write a shorter name or the host's address: `4803@10.0.0.1`. (The original cut " +
                "it, which names another host.)");
        }

        return name;
    }

    private ConfigurationFile BindControl(Statement statement)
    {
        if (_values.Word(statement) is not { } path)
        {
            return _said;
        }

        var bytes = Encoding.UTF8.GetByteCount(path);
        if (bytes > Limits.SocketPathBytes)
        {
            diagnostics.Error(DiagnosticKind.PathTooLong, statement.Value,
                $"the socket's path has {bytes} bytes, and Linux allows {Limits.SocketPathBytes}",
                "Write a shorter path, such as `/run/wackamole.sock`.");
        }
        else if (path.Length > 0 && path[0] != '/')
        {
            diagnostics.Warning(DiagnosticKind.PathNotAbsolute, statement.Value,
                "the control socket's path does not begin at the root: daemon and command look " +
                "for it where each was started",
                $"Write `Control = {ConfigurationFile.DefaultControl}`.");
        }

        return _said with { Control = path.Length == 0 ? null : path };
    }

    private ConfigurationFile BindFacility(Statement statement)
    {
        if (_values.Word(statement) is not { } word)
        {
            return _said;
        }

        var name = word.ToLowerInvariant();
        name = name.StartsWith("log_", StringComparison.Ordinal) ? name[4..] : name;
        var known = Facilities.Contains(name, StringComparer.Ordinal);
        diagnostics.Note(DiagnosticKind.WithoutEffect, statement.Name,
            "`LogFacility` has no effect, as in the original: the log goes to standard error, " +
            "and the journal keeps it",
            known
                ? $"Write `SyslogFacility={name}` into the systemd unit."
                : $"Leave it out; {statement.Value.Shown} is no facility anyway.");
        return known ? _said with { LogFacility = name } : _said;
    }

    private ConfigurationFile BindAcquisitions(Statement statement)
    {
        if (statement.Value.Is("all") || _said.AcquisitionsPerRound is null)
        {
            return _said with { AcquisitionsPerRound = null };
        }

        return _said with
        {
            AcquisitionsPerRound = _values.OriginalNumber(
                    statement.Info.Name, statement.Value, int.MaxValue)
                ?? _said.AcquisitionsPerRound,
        };
    }

    private EngineKind EngineOf(Statement statement) =>
        (EngineKind?)_values.Choice(statement, "mesh", "spread", "corosync") ?? EngineKind.Mesh;

    private int? PortOf(Token token)
    {
        if (EndpointText.ReadPort(token.Text, out var port) is not { } fault)
        {
            return port;
        }

        _values.Report(fault, token);
        return null;
    }

    private bool? YesOrNo(Statement statement) => _values.Choice(statement, "yes", "no") switch
    {
        null => null,
        0 => true,
        _ => false,
    };

    private ConfigurationFile BindAuthentication(Statement statement) => _said with
    {
        Authentication = (AuthenticationMode?)_values.Choice(statement, "key", "none")
            ?? _said.Authentication,
    };

    private ConfigurationFile BindFence(Statement statement) => _said with
    {
        Fence = (FenceMode?)_values.Choice(statement, "auto", "required", "none") ?? _said.Fence,
    };

    private ConfigurationFile BindQuorum(Statement statement) => _said with
    {
        Quorum = (QuorumMode?)_values.Choice(statement, "none", "majority") ?? _said.Quorum,
    };

    private ConfigurationFile BindWitness(Statement statement) => _said with
    {
        Witness = YesOrNo(statement) ?? _said.Witness,
    };
}
