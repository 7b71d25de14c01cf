using System.Diagnostics;
using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>
/// All that one lab leaves on the machine: namespaces under a prefix of its own and a directory.
/// A janitor, a shell that waits for us to end, removes them however we end.
/// </summary>
internal sealed class LabRun : IDisposable
{
    public const string DirectoryPrefix = "wackalab-";

    /// <summary>
    /// The file that says whose run a directory is: process id and its start time.
    /// </summary>
    public const string OwnerFile = "owner";

    private static readonly TimeSpan JanitorBound = TimeSpan.FromSeconds(20);
    private static int _number;

    private readonly Process _janitor;
    private bool _disposed;

    private LabRun(string prefix, string directory, Process janitor)
    {
        Prefix = prefix;
        RunDirectory = directory;
        _janitor = janitor;
    }

    /// <summary>Every namespace of this run begins with it.</summary>
    public string Prefix { get; }

    /// <summary>Readable by this user alone; gone when the run is.</summary>
    public string RunDirectory { get; }

    /// <summary>Removes what dead runs left, then begins one.</summary>
    public static LabRun Begin()
    {
        StaleRuns.Sweep();
        var prefix = string.Create(CultureInfo.InvariantCulture,
            $"wl{Environment.ProcessId}x{Interlocked.Increment(ref _number)}");
        var directory = Directory.CreateTempSubdirectory($"{DirectoryPrefix}{prefix}-").FullName;
        File.WriteAllText(Path.Combine(directory, OwnerFile), OwnerIdentity.OfThisProcess());
        return new LabRun(prefix, directory, Janitor.Watch(prefix, directory));
    }

    /// <summary>How the directories of all runs of a prefix begin.</summary>
    public static string DirectoryOf(string prefix) =>
        Path.Combine(Path.GetTempPath(), DirectoryPrefix + prefix);

    public string Namespace(string station) => $"{Prefix}-{station}";

    public void AddNamespace(string station) =>
        Tool.Run("ip", "netns", "add", Namespace(station));

    /// <summary>Ends every process in the namespaces, removes these and the directory.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _janitor.StandardInput.Close();
        _janitor.WaitForExit(JanitorBound);
        _janitor.Dispose();
    }
}
