namespace Wackamole.Linux.Netlink;

/// <summary>
/// Values of linux/netlink.h, rtnetlink.h, if_addr.h, if_link.h, if.h and neighbour.h.
/// </summary>
internal static class NetlinkConstants
{
    // linux/netlink.h
    public const int NETLINK_ROUTE = 0;
    public const int SOL_NETLINK = 270;
    public const int NETLINK_CAP_ACK = 10;
    public const int NETLINK_EXT_ACK = 11;
    public const int NETLINK_GET_STRICT_CHK = 12;

    public const ushort NLMSG_NOOP = 1;
    public const ushort NLMSG_ERROR = 2;
    public const ushort NLMSG_DONE = 3;
    public const ushort NLMSG_OVERRUN = 4;

    public const ushort NLM_F_REQUEST = 0x001;
    public const ushort NLM_F_ACK = 0x004;
    public const ushort NLM_F_DUMP_INTR = 0x010;
    public const ushort NLM_F_CAPPED = 0x100;
    public const ushort NLM_F_ACK_TLVS = 0x200;
    public const ushort NLM_F_REPLACE = 0x100;
    public const ushort NLM_F_EXCL = 0x200;
    public const ushort NLM_F_DUMP = 0x300;
    public const ushort NLM_F_CREATE = 0x400;

    public const ushort NLMSGERR_ATTR_MSG = 1;

    /// <summary>NLA_F_NESTED and NLA_F_NET_BYTEORDER: not part of an attribute's type.</summary>
    public const ushort NLA_TYPE_MASK = 0x3fff;

    // linux/rtnetlink.h
    public const ushort RTM_NEWLINK = 16;
    public const ushort RTM_DELLINK = 17;
    public const ushort RTM_GETLINK = 18;
    public const ushort RTM_NEWADDR = 20;
    public const ushort RTM_DELADDR = 21;
    public const ushort RTM_GETADDR = 22;
    public const ushort RTM_NEWROUTE = 24;
    public const ushort RTM_GETROUTE = 26;
    public const ushort RTM_NEWNEIGH = 28;
    public const ushort RTM_GETNEIGH = 30;

    public const int RTMGRP_LINK = 0x001;
    public const int RTMGRP_IPV4_IFADDR = 0x010;
    public const int RTMGRP_IPV6_IFADDR = 0x100;

    public const ushort RTA_DST = 1;
    public const byte RTN_LOCAL = 2;

    public const ushort RTEXT_FILTER_SKIP_STATS = 8;

    // linux/if_addr.h
    public const ushort IFA_ADDRESS = 1;
    public const ushort IFA_LOCAL = 2;
    public const ushort IFA_LABEL = 3;
    public const ushort IFA_BROADCAST = 4;
    public const ushort IFA_CACHEINFO = 6;
    public const ushort IFA_FLAGS = 8;
    public const ushort IFA_RT_PRIORITY = 9;
    public const ushort IFA_PROTO = 11;

    public const uint IFA_F_SECONDARY = 0x01;
    public const uint IFA_F_NODAD = 0x02;
    public const uint IFA_F_DADFAILED = 0x08;
    public const uint IFA_F_DEPRECATED = 0x20;
    public const uint IFA_F_TENTATIVE = 0x40;
    public const uint IFA_F_PERMANENT = 0x80;
    public const uint IFA_F_NOPREFIXROUTE = 0x200;

    // linux/if_link.h
    public const ushort IFLA_ADDRESS = 1;
    public const ushort IFLA_IFNAME = 3;
    public const ushort IFLA_EXT_MASK = 29;

    // linux/if.h
    public const uint IFF_UP = 0x1;
    public const uint IFF_RUNNING = 0x40;
    public const uint IFF_LOWER_UP = 0x10000;

    // linux/neighbour.h
    public const ushort NDA_DST = 1;
    public const ushort NDA_LLADDR = 2;

    // Sizes of struct nlmsghdr, rtattr, ifaddrmsg, ifinfomsg, ndmsg, rtmsg, ifa_cacheinfo.
    public const int HeaderBytes = 16;
    public const int AttributeHeaderBytes = 4;
    public const int AddressMessageBytes = 8;
    public const int LinkMessageBytes = 16;
    public const int NeighbourMessageBytes = 12;
    public const int RouteMessageBytes = 12;
    public const int CacheInfoBytes = 16;

    /// <summary>Messages and attributes start at multiples of this (NLMSG_ALIGNTO).</summary>
    public const int Alignment = 4;

    public static int Aligned(int bytes) => (bytes + Alignment - 1) & ~(Alignment - 1);
}
