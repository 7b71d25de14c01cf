using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Engines;

/// <summary>
/// The group communication below the daemons of a lab: what they are told of it, what runs beside
/// them, and how long things take on it.
/// </summary>
internal abstract class LabEngine
{
    /// <summary>As after «Engine =» in wackamole.conf.</summary>
    public abstract string Name { get; }

    public abstract EngineTimes Times { get; }

    /// <summary>What the daemons are told where a cluster's plan says nothing else.</summary>
    public Timing Timing => Times.Timing;

    /// <summary>Whether hosts are told of their peers, and seal what they say.</summary>
    public abstract bool IsInside { get; }

    /// <summary>Whether it says itself who has the majority, and no voters are named.</summary>
    public virtual bool CountsVotes => false;

    /// <summary>
    /// Its members pass a token round: where that is lost again and again (one host's bad cable,
    /// a fifth of all packets), all stand still, and whoever was without a lease holds nothing in
    /// the next view.
    /// </summary>
    public virtual bool IsTokenRing => false;

    /// <summary>Why it cannot be had on this machine; null where it can.</summary>
    public virtual string? Missing => null;

    /// <summary>The engine's own lines of wackamole.conf: names and values.</summary>
    public virtual IEnumerable<(string Name, string Value)> Directives(HostFiles files) => [];

    /// <summary>What runs on every host beside the daemon; null where nothing does.</summary>
    public virtual IEngineProgram? Program => null;

    public override string ToString() => Name;
}
