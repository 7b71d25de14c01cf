using System.Text.RegularExpressions;

namespace Wackamole.Lab.Network;

/// <summary>A run that is recorded on this machine, whoever's it is.</summary>
/// <param name="Owner">
/// «PID START» of the process that runs it; «PID» where that has not come to say more yet.
/// </param>
internal sealed partial record RecordedRun(string Prefix, string RunDirectory, string Owner)
{
    /// <summary>The file in which «wackalab up» says how its hosts are entered.</summary>
    public const string StationsFile = "stations";

    /// <summary>Empty where the run is not there to be entered.</summary>
    public IReadOnlyList<Station> Stations
    {
        get
        {
            var path = Path.Combine(RunDirectory, StationsFile);
            return !File.Exists(path) ? [] : [.. File.ReadLines(path)
                .Select(line => line.Split(' '))
                .Select(words => new Station(words[0], words[1..]))];
        }
    }

    public bool Alive => OwnerIdentity.IsAlive(Owner);

    public int ProcessId => int.Parse(
        Owner.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Those of this user, whose directories we may read.</summary>
    public static IEnumerable<RecordedRun> All()
    {
        foreach (var directory in Directory.EnumerateDirectories(
            Path.GetTempPath(), LabRun.DirectoryPrefix + "wl*"))
        {
            var match = Name().Match(Path.GetFileName(directory));
            if (match.Success && IsOurs(directory))
            {
                yield return new RecordedRun(match.Groups["prefix"].Value, directory,
                    ReadOwner(directory) ?? match.Groups["pid"].Value);
            }
        }
    }

    /// <summary>Anybody may make directories there; only our own are believed.</summary>
    private static bool IsOurs(string directory) => Tool.Try("test", "-O", directory).Status == 0;

    private static string? ReadOwner(string directory)
    {
        try
        {
            var owner = File.ReadAllText(Path.Combine(directory, LabRun.OwnerFile));

            // An empty file is being written at this moment.
            return owner.Contains(' ') ? owner : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^wackalab-(?<prefix>wl(?<pid>\d+)x\d+)-")]
    private static partial Regex Name();
}
