using Wackamole.Core.Configuration;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class StateDirectory() : Rule(Area.Files, "state-directory")
{
    private const long LeastRoomBytes = 64 * 1024;

    private static readonly string[] Volatile = ["tmpfs", "ramfs"];

    private const string Cost = "the number of a run is not kept: should this host's clock go "
        + "back before the next start, it joins a little later";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.StateDirectory is not { } folder || host.Configuration is not { } configuration)
        {
            yield break;
        }

        var path = configuration.StateDirectory;
        yield return folder.IsAbsent
            ? host.Unit.IsKnown && path == ConfigurationFile.DefaultStateDirectory
                ? Good("it is not there yet; the unit makes it", path)
                : Warn("it is not there", Cost,
                    $"mkdir -p {path}, owned by the user that the daemon runs as", path)
            : !folder.IsKnown ? Hidden("the state directory", folder, path)
            : host.StateRoomBytes is { IsKnown: true, Value: < LeastRoomBytes }
                ? Warn("its disk is full", Cost, $"make room: df {path}", path)
            : Below(host, path) is { } mount && Volatile.Contains(mount.Kind)
                ? Warn($"it lies in memory ({mount.Kind})", Cost,
                    "StateDirectory = a folder on a disk", path)
            : Below(host, path) is { IsReadOnly: true }
                ? Warn("its file system is read-only", Cost,
                    "StateDirectory = a folder on a disk that can be written", path)
            : Good("it is on a disk that has room", path);
    }

    /// <summary>The file system that a path lies in.</summary>
    private static Mount? Below(HostFacts host, string path) => host.Mounts.IsKnown
        ? host.Mounts.Value.Where(one => one.Place == "/" || path == one.Place
                || path.StartsWith(one.Place + "/", StringComparison.Ordinal))
            .Select((mount, index) => (mount, index))
            .OrderBy(it => it.mount.Place.Length).ThenBy(it => it.index)
            .Select(it => it.mount).LastOrDefault()
        : null;
}
