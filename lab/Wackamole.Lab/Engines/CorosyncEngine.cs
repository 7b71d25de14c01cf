using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Engines;

/// <summary>A Corosync daemon on every host, wherever its package is installed.</summary>
internal sealed class CorosyncEngine : LabEngine
{
    /// <summary>So long Corosync waits for its token.</summary>
    public static readonly TimeSpan Token = TimeSpan.FromMilliseconds(300);

    /// <summary>So long it waits for an agreement after the token's loss.</summary>
    public static readonly TimeSpan Consensus = TimeSpan.FromMilliseconds(360);

    public override string Name => "corosync";

    public override bool IsInside => false;

    public override bool CountsVotes => true;

    public override bool IsTokenRing => true;

    /// <summary>A change takes token + consensus; so does a merge, and one more change with it.
    /// </summary>
    public override EngineTimes Times { get; } = OrderedTimes.Of(
        newMembership: Token + Consensus, merge: 2 * (Token + Consensus));

    public override string? Missing => Find("corosync") is not null ? null
        : "Corosync is not installed; on Debian: apt install corosync";

    public override IEngineProgram Program { get; } = new CorosyncProgram();

    public override IEnumerable<(string Name, string Value)> Directives(HostFiles files) =>
        [("SpreadRetryInterval", "200ms")];

    /// <summary>A program of the administrator's, or on the path.</summary>
    public static string? Find(string program) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:{Tool.AdministratorsPath}".Split(':')
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
