using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;

namespace Wackatrl.Asking;

/// <summary>Finds the control socket by the configuration that the daemon reads.</summary>
internal static class SocketFinder
{
    /// <summary>
    /// The path in the line «Control». A file that is named is read whatever it is; where none
    /// is, the first of the usual places that exists.
    /// </summary>
    /// <exception cref="CommandFaultException">Why there is none.</exception>
    public static string Find(string? named, ImmutableArray<string> places)
    {
        var (file, result) = Read(named, places);
        if (result.File is null)
        {
            var first = result.Diagnostics.First(
                one => one.Severity == DiagnosticSeverity.Error);
            throw Fault($"the configuration {file} has errors, so the control socket is not "
                + $"known; `wackamole --check {file}` shows them all, --socket PATH does without "
                + $"it. The first is:\n{first}");
        }

        return result.File.Control ?? throw Fault(
            $"the configuration {file} switches the control socket off; write "
            + $"`Control = {ConfigurationFile.DefaultControl}` and restart the daemon");
    }

    /// <summary>The configuration by the same rule, whatever it says, and where it was.</summary>
    /// <exception cref="CommandFaultException">There is none, or it cannot be read.</exception>
    public static (string Path, ConfigurationResult Result) Read(
        string? named, ImmutableArray<string> places)
    {
        var file = named ?? places.FirstOrDefault(File.Exists)
            ?? throw Fault($"there is no configuration file: neither "
                + $"{string.Join(" nor ", places)} exists; name it with -c FILE, or the control "
                + "socket itself with --socket PATH");
        return (file, ConfigurationReader.Read(ReadBytes(file), file));
    }

    // One byte more than may be: the reader says itself that it is too much.
    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Limits.ConfigurationCharacters + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..read];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            throw Fault($"cannot read the configuration {path}: " + fault switch
            {
                _ when path.Length == 0 => "its name is empty; name a file, or leave -c out",
                FileNotFoundException or DirectoryNotFoundException =>
                    "there is no such file; check the path, or use --socket PATH",
                UnauthorizedAccessException => "permission denied, or it is a directory; run "
                    + "as root, or use --socket PATH",
                _ => fault.Message,
            });
        }
    }

    private static CommandFaultException Fault(string message) =>
        new(CommandStatus.Usage, message);
}
