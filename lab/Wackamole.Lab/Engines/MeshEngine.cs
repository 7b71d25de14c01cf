using Wackamole.Core.Values;

namespace Wackamole.Lab.Engines;

/// <summary>The engine inside the daemon: nothing runs beside it.</summary>
internal sealed class MeshEngine : LabEngine
{
    public override string Name => "mesh";

    public override bool IsInside => true;

    /// <summary>All in the detection time T, and in the heartbeat h.</summary>
    public override EngineTimes Times { get; } = Of(Timing.FromDetection(Timing.DefaultDetection));

    /// <summary>Its times with other settings.</summary>
    public static EngineTimes Of(Timing timing) => new()
    {
        Timing = timing,
        TakeOver = timing.Detection,

        // Its sentinel says so.
        Replaced = TimeSpan.Zero,
        Stopped = timing.Detection,

        // It goes on speaking, so nobody can call it silent: that it acknowledges nothing any
        // more has to be noticed first, and then its last lease to end.
        Deaf = 2 * timing.Detection,
        DeafOthers = TimeSpan.Zero,
        DeafSettled = 4 * timing.Detection,
        Settled = 3 * timing.Detection,

        // It is waited for, heard, taken into the view, and gets its share.
        Joined = 15 * timing.Detection,

        // PROTOCOL.md, I6: 2 h after they hear each other.
        OneAnswer = 2 * timing.Heartbeat,
        Lossy = timing.Detection / 2,
        Forgotten = 12 * timing.Detection,
    };
}
