using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Hosting;

/// <summary>Finds, reads and understands the configuration file and the key file.</summary>
internal static class SettingsLoader
{
    /// <summary>Looked at in this order where no file is named.</summary>
    private static readonly ImmutableArray<string> Places =
        ["/etc/wackamole.conf", "./wackamole.conf"];

    /// <summary>
    /// The file to read. One that is named is taken whatever it is: to fall through to another,
    /// as the original did, would start a cluster that nobody wanted.
    /// </summary>
    /// <exception cref="StartFaultException">None is named and none is found.</exception>
    public static string Find(string? named)
    {
        if (named is { Length: 0 })
        {
            throw new StartFaultException(ExitStatus.Configuration,
                "the name of the configuration file is empty: name one, or leave the option out");
        }

        if (named is not null)
        {
            return Path.GetFullPath(named);
        }

        foreach (var place in Places)
        {
            if (File.Exists(place))
            {
                return Path.GetFullPath(place);
            }
        }

        throw new StartFaultException(ExitStatus.Configuration,
            $"there is no configuration file: neither {string.Join(" nor ", Places)} exists; "
            + "write one, or name another with -c FILE");
    }

    /// <summary>Reads a configuration, whatever it says.</summary>
    /// <exception cref="StartFaultException">It cannot be read.</exception>
    public static ConfigurationResult Read(string path) =>
        ConfigurationReader.Read(ReadBytes(path, Limits.ConfigurationCharacters), path);

    /// <summary>Reads everything that the daemon needs.</summary>
    /// <param name="say">Told each diagnostic, in the order of the text.</param>
    /// <exception cref="StartFaultException">It cannot be read or used.</exception>
    public static HostSettings Load(string path, Action<Diagnostic> say)
    {
        var result = Read(path);
        foreach (var diagnostic in result.Diagnostics)
        {
            say(diagnostic);
        }

        if (result.File is not { } file)
        {
            throw HasErrors(path);
        }

        foreach (var diagnostic in HostChecks.Of(result).Where(
            one => one.Kind != DiagnosticKind.InterfaceUnknownHere))
        {
            // Of an interface that is not there the node speaks, whenever it is not there.
            say(diagnostic);
            RefuseErrors(diagnostic, path);
        }

        var keys = KeyFileOf(file) is { } keyFile
            ? ParseKeys(keyFile, ReadKeys(keyFile)) : null;
        var (hostName, timing) = file.Engine == EngineKind.Corosync
            ? CorosyncHost.Ask(file) : (Environment.MachineName, file.Timing);
        var told = file with { Timing = timing };
        return told.ToNodeSettings(hostName, keys, out var fault) is { } node
            ? new HostSettings(path, file, node)
            : throw new StartFaultException(ExitStatus.Configuration, $"{path}: {fault}");
    }

    private static void RefuseErrors(Diagnostic diagnostic, string path)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            throw HasErrors(path);
        }
    }

    private static StartFaultException HasErrors(string path) => new(ExitStatus.Configuration,
        $"the configuration {path} has errors; `wackamole --check {path}` shows them all");

    /// <summary>
    /// Why this host cannot use what is without an error in itself; null where it can.
    /// </summary>
    /// <param name="missing">
    /// What is not to be had here and now, which may be for another host or another user.
    /// </param>
    public static string? WhyUnusable(ConfigurationFile file, out string? missing)
    {
        missing = null;
        try
        {
            if (KeyFileOf(file) is { } path && TryReadKeys(path, out missing) is { } text)
            {
                _ = ParseKeys(path, text);
            }
        }
        catch (StartFaultException fault)
        {
            return fault.Message;
        }

        var withoutKeys = file with { Authentication = AuthenticationMode.None };
        withoutKeys.ToNodeSettings(Environment.MachineName, null, out var reason);
        return reason;
    }

    private static string? KeyFileOf(ConfigurationFile file) => file is
    { Engine: EngineKind.Mesh, Authentication: AuthenticationMode.Key } ? file.KeyFile : null;

    private static string? TryReadKeys(string path, out string? missing)
    {
        try
        {
            missing = null;
            return ReadKeys(path);
        }
        catch (StartFaultException fault)
        {
            missing = fault.Message;
            return null;
        }
    }

    private static string ReadKeys(string path) =>
        System.Text.Encoding.UTF8.GetString(ReadBytes(path, Limits.KeyFileCharacters,
            $"there is no key file {path}: make one with `wackatrl keygen {path}`, and copy it to "
            + "all hosts"));

    private static ClusterKeys ParseKeys(string path, string text) =>
        ClusterKeysText.TryParse(text, out var keys, out var reason)
            ? keys
            : throw new StartFaultException(
                ExitStatus.Configuration, $"the key file {path} cannot be used: {reason}");

    // One byte more than may be: the reader says itself that it is too much.
    private static byte[] ReadBytes(string path, int most, string? whenMissing = null)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[file.CanSeek ? Math.Clamp(file.Length + 1, 4096, most + 1)
                : most + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception fault) when (whenMissing is not null
            && (fault is FileNotFoundException or DirectoryNotFoundException))
        {
            throw new StartFaultException(ExitStatus.Configuration, whenMissing!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
            or NotSupportedException)
        {
            throw new StartFaultException(ExitStatus.Configuration,
                $"cannot read {path}: {Reason(fault)}");
        }
    }

    private static string Reason(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            "there is no such file; check the path, or make it",
        UnauthorizedAccessException =>
            "permission denied, or it is a directory; run as root, or let this user read it",
        _ => fault.Message,
    };
}
