using System.Text;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Wackatrl.Linux;

namespace Wackatrl.Commands;

/// <summary>The file with a cluster's keys. Nobody but its owner may ever read it.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it whole or not at all.</summary>
    /// <exception cref="CommandFaultException">It exists, or cannot be written.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        try
        {
            if (!overwrite)
            {
                WriteNew(path, text);
                return;
            }

            Replace(path, text);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw Fault($"{path} exists already and a cluster may use it; choose another name, "
                + "change its key with --rotate, or overwrite it with --force");
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            throw Fault($"cannot write {path}: " + fault switch
            {
                _ when path.Length == 0 => "the name of the file is empty; name one",
                _ when Directory.Exists(path) => "it is a folder; name a file in it",
                DirectoryNotFoundException => "its folder does not exist; make it, or name "
                    + "another",
                UnauthorizedAccessException => "permission denied; run as root, or name another "
                    + "place",
                _ => fault.Message,
            });
        }
    }

    /// <exception cref="CommandFaultException">It cannot be read, or holds no keys.</exception>
    public static ClusterKeys Read(string path)
    {
        string text;
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Limits.KeyFileCharacters + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            text = Encoding.UTF8.GetString(bytes, 0, read);
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            throw Fault($"cannot read {path}: {fault.Message}");
        }

        return ClusterKeysText.TryParse(text, out var keys, out var reason)
            ? keys : throw Fault($"the key file {path} cannot be used: {reason}");
    }

    /// <summary>
    /// Beside it and then in its place: a host that starts meanwhile finds either whole. It stays
    /// its owner's, who may be the daemon's user and not the one that runs this command.
    /// </summary>
    private static void Replace(string path, string text)
    {
        // What a link names is replaced, not the link.
        var place = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var beside = $"{place}.{Path.GetRandomFileName()}";
        try
        {
            WriteNew(beside, text);
            FileOwner.Of(place)?.Give(beside);
            File.Move(beside, place, overwrite: true);
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            File.Delete(beside);
            throw;
        }
    }

    private static void WriteNew(string path, string text)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerAlone,
        });
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static bool IsOfFiles(Exception fault) => fault is IOException
        or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static CommandFaultException Fault(string message) =>
        new(CommandStatus.Usage, message);
}
