using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// What this host has to say in the present view, gathered up until the next Tick.
/// </summary>
public sealed class Outbox
{
    /// <summary>Read back as present since they were given to this host.</summary>
    public SortedSet<IpAddress> Acquired { get; } = [];

    /// <summary>Read back as gone.</summary>
    public SortedSet<IpAddress> Released { get; } = [];

    /// <summary>Could not be added, with the reason.</summary>
    public SortedDictionary<IpAddress, string> Failed { get; } = [];

    /// <summary>Eligibility may be other than what was told.</summary>
    public SortedSet<IpAddress> Eligibility { get; } = [];

    /// <summary>
    /// The catalogue, the weight or the preferences are other than what was told.
    /// </summary>
    public bool Reconfigured { get; set; }

    public bool IsEmpty => Acquired.Count == 0 && Released.Count == 0 && Failed.Count == 0
        && Eligibility.Count == 0 && !Reconfigured;

    /// <summary>
    /// A view ended: what was done to addresses in it is now part of what the State says, and
    /// must not be said again in a view in which it may not be true any more.
    /// </summary>
    public void ClearDeeds()
    {
        Acquired.Clear();
        Released.Clear();
        Failed.Clear();
    }

    /// <summary>The State that is being sent says everything.</summary>
    public void Clear()
    {
        ClearDeeds();
        Eligibility.Clear();
        Reconfigured = false;
    }
}
