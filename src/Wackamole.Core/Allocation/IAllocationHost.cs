using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>What allocation asks of the node around it.</summary>
public interface IAllocationHost
{
    /// <summary>
    /// Sends to all members of the present view, this one included, in total order. Called from
    /// SendState, Tick and the Request methods only, never while a message is delivered.
    /// </summary>
    void Multicast(ReadOnlySpan<byte> message);

    /// <summary>
    /// Whether the virtual interface may be in this host's kernel: present, or its addition was
    /// begun and its removal has not been read back.
    /// </summary>
    bool HoldsHere(IpAddress head);

    void Report(ReportLevel level, string text);
}
