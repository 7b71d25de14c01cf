using Wackamole.Core.Values;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux;

/// <summary>An address that an interface of this host has, as the kernel describes it.</summary>
/// <param name="Protocol">
/// Who put it there (IFA_PROTO): ours is RouteSocket.AddressProtocol; 0 unknown.
/// </param>
/// <param name="Flags">IFA_F_… of linux/if_addr.h.</param>
public sealed record KernelAddress(
    int InterfaceIndex, IpAddress Address, int PrefixLength, byte Protocol, uint Flags)
{
    /// <summary>
    /// RT_SCOPE_… of linux/rtnetlink.h: 0 everywhere, 253 on this link, 254 on this host.
    /// </summary>
    public byte Scope { get; init; }

    /// <summary>The other end of a point-to-point link; otherwise the address itself.</summary>
    public IpAddress Peer { get; init; } = Address;

    public IpAddress? Broadcast { get; init; }

    /// <summary>The IPv4 alias name, such as eth0:1; null for none.</summary>
    public string? Label { get; init; }

    public AddressLifetime Lifetime { get; init; } = AddressLifetime.Forever;

    /// <summary>Metric of the prefix's route; 0 for the default.</summary>
    public uint RouteMetric { get; init; }

    /// <summary>Put there by this program (this run or another).</summary>
    public bool IsOurs => Protocol == RouteSocket.AddressProtocol;

    /// <summary>Goes with its primary address unless the kernel promotes secondaries.</summary>
    public bool IsSecondary => !Address.IsV6 && (Flags & IFA_F_SECONDARY) != 0;

    /// <summary>
    /// Duplicate address detection found another station with it: it does not answer.
    /// </summary>
    public bool IsDuplicate => (Flags & IFA_F_DADFAILED) != 0;

    /// <summary>Not answering yet: duplicate address detection goes on.</summary>
    public bool IsTentative => (Flags & IFA_F_TENTATIVE) != 0;

    public override string ToString() => $"{Address}/{PrefixLength}";
}
