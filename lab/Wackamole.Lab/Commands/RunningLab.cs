using Wackamole.Lab.Network;

namespace Wackamole.Lab.Commands;

/// <summary>Finds the lab that «wackalab up» keeps running.</summary>
internal static class RunningLab
{
    public static RecordedRun Find() => RecordedRun.All()
        .Where(run => run.Alive && run.Stations.Count > 0)
        .MaxBy(run => Directory.GetCreationTimeUtc(run.RunDirectory))
        ?? throw new LabException("no lab of yours is running; start one with: wackalab up");
}
