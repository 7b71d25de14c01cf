namespace Wackamole.Linux.Native;

/// <summary>Socket options of bits/in.h and linux/in6.h, by their C names.</summary>
internal static class InternetOptions
{
    public const int IPPROTO_UDP = 17;

    public const int IPPROTO_IP = 0;
    public const int IP_TOS = 1;
    public const int IP_MTU_DISCOVER = 10;
    public const int IP_RECVERR = 11;
    public const int IP_FREEBIND = 15;
    public const int IP_MULTICAST_IF = 32;
    public const int IP_MULTICAST_TTL = 33;
    public const int IP_MULTICAST_LOOP = 34;
    public const int IP_ADD_MEMBERSHIP = 35;
    public const int IP_MULTICAST_ALL = 49;

    public const int IPPROTO_IPV6 = 41;
    public const int IPV6_MULTICAST_IF = 17;
    public const int IPV6_MULTICAST_HOPS = 18;
    public const int IPV6_MULTICAST_LOOP = 19;
    public const int IPV6_JOIN_GROUP = 20;
    public const int IPV6_MTU_DISCOVER = 23;
    public const int IPV6_RECVERR = 25;
    public const int IPV6_V6ONLY = 26;
    public const int IPV6_MULTICAST_ALL = 29;
    public const int IPV6_TCLASS = 67;
    public const int IPV6_FREEBIND = 78;

    /// <summary>
    /// IP_PMTUDISC_DONT: datagrams beyond the MTU are cut up, wherever on the way.
    /// </summary>
    public const int IP_PMTUDISC_DONT = 0;

    // linux/errqueue.h
    public const byte SO_EE_ORIGIN_LOCAL = 1;
    public const byte SO_EE_ORIGIN_ICMP = 2;
    public const byte SO_EE_ORIGIN_ICMP6 = 3;

    /// <summary>DSCP CS6, network control (RFC 4594, 3.1), in the upper six bits.</summary>
    public const int ClassSelector6 = 48 << 2;

    /// <summary>
    /// TC_PRIO_INTERACTIVE of linux/pkt_sched.h: the first band of the default queue.
    /// </summary>
    public const int InteractivePriority = 6;
}
