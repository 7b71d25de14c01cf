namespace Wackamole.Linux.Corosync;

/// <summary>
/// Membership in one of Corosync's closed process groups (CPG). One thread uses it.
/// </summary>
internal interface IProcessGroup : IDescriptor, IDisposable
{
    /// <summary>This process, as the others see it.</summary>
    ProcessGroupMember Self { get; }

    /// <summary>
    /// Sends to the group in its agreed order; false where Corosync takes nothing at present.
    /// </summary>
    /// <exception cref="CorosyncException">The daemon is lost.</exception>
    bool TryMulticast(ReadOnlySpan<byte> payload);

    /// <summary>Takes what has arrived, without waiting.</summary>
    /// <exception cref="CorosyncException">The daemon is lost.</exception>
    void Dispatch(List<ProcessGroupEvent> happened);
}
