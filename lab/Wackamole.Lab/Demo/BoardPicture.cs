using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>All that the board shows at one moment.</summary>
/// <param name="Ready">The cluster has come up.</param>
/// <param name="Present">What happens now; null before the first and between two.</param>
/// <param name="Past">What has happened, and what it cost.</param>
internal sealed record BoardPicture(
    TimeSpan Elapsed, string Subject, IReadOnlyList<BoardHost> Hosts,
    IReadOnlyList<BoardStrip> Strips, bool Ready, DemoStep? Present,
    IReadOnlyList<Interruption> Past);
