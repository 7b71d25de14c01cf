using System.Globalization;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

/// <summary>Plays cases one after another and prints a line for each.</summary>
internal sealed class EndToEndRunner(
    TextWriter output, LabEngine engine, CancellationToken cancelled)
{
    private const int LogLines = 25;
    private const int Tries = 3;

    /// <summary>Plays all; 1 where one failed, else 0.</summary>
    public int Run(IEnumerable<EndToEndCase> cases)
    {
        var failed = 0;
        foreach (var one in cases)
        {
            if (one.NotOn(engine) is { } reason)
            {
                Say($"SKIP {one.Name}: {reason}");
                continue;
            }

            var tries = Tries;
            var passes = Passes(one, ref tries);
            while (!passes && tries > 0)
            {
                Say($"  slower than it may be, which a stalled machine is too: «{one.Name}» again");
                passes = Passes(one, ref tries);
            }

            failed += passes ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    /// <param name="tries">How often it may still be played; 0 after anything but slowness.</param>
    private bool Passes(EndToEndCase one, ref int tries)
    {
        var begin = LabClock.Now;
        using var stage = new Stage(engine, cancelled);
        try
        {
            one.Run(stage);
            Say(string.Create(CultureInfo.InvariantCulture,
                $"PASS {one.Name} ({(LabClock.Now - begin).TotalSeconds:0.0} s)") +
                (stage.Remark is { } remark ? $": {remark}" : string.Empty));
            return true;
        }
        catch (SkippedException reason)
        {
            Say($"SKIP {one.Name}: {reason.Message}");
            return true;
        }
        catch (TooSlowException) when (--tries > 0)
        {
            return false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            tries = 0;
            var isOurs = fault is LabException or TooSlowException;
            Say($"FAIL {one.Name}: {(isOurs ? fault.Message : fault)}");
            SayMore(stage, one);
            return false;
        }
    }

    private void SayMore(Stage stage, EndToEndCase one)
    {
        if (stage.Keep(one.GetType().Name) is not { } kept)
        {
            return;
        }

        foreach (var host in stage.Cluster.Hosts)
        {
            SayLog($"the log of {host.Name}", host.LogTail(LogLines));
            if (host.Engine is not null)
            {
                SayLog("the log of its engine",
                    HostFiles.Tail(host.Files.EngineLog, LogLines / 3));
            }
        }

        Say($"  everything about it is kept in {kept}");
    }

    private void SayLog(string whose, string tail)
    {
        Say($"  {whose} ends:");
        foreach (var line in tail.Split('\n'))
        {
            Say($"    {line}");
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
