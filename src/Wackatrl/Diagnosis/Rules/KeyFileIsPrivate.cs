using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class KeyFileIsPrivate() : Rule(Area.Files, "key-file")
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.KeyFile is not { } file || host.Configuration?.KeyFile is not { } path)
        {
            yield break;
        }

        if (file.IsAbsent)
        {
            yield return Bad("there is no such file", "the daemon does not start without it",
                $"wackatrl keygen {path} on one host, and a copy of it to all others", path);
        }
        else if (!file.IsKnown)
        {
            yield return Hidden("the key file", file, path);
        }
        else if ((file.Value.Mode & Others) != 0)
        {
            yield return Warn("others than its owner may read or write it "
                + $"({Convert.ToString((int)file.Value.Mode, 8)})",
                "whoever has the key can speak in the cluster's name", $"chmod 600 {path}", path);
        }
        else if (NeedsAnotherOwner(host, file.Value))
        {
            yield return Bad($"it belongs to user {file.Value.OwnerId.Value}, and the unit starts "
                + $"the daemon as {host.Unit.Value!.User}",
                "the daemon may not read it and does not start",
                $"chown {host.Unit.Value.User} {path}", path);
        }
        else
        {
            yield return Good("its owner alone may read it", path);
        }
    }

    // A daemon that runs has read it, whoever it runs as.
    private static bool NeedsAnotherOwner(HostFacts host, FileFacts file) => !host.Daemon.Runs
        && host.UnitUserId is { IsKnown: true, Value: > 0 } user && file.OwnerId.IsKnown
        && file.OwnerId.Value != user.Value;
}
