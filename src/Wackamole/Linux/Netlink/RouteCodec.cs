using Wackamole.Core.Values;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Asks where a packet would go: struct rtmsg of linux/rtnetlink.h.</summary>
internal static class RouteCodec
{
    private const int TypeOffset = 7;

    public static void WriteGet(ref NetlinkWriter writer, IpAddress destination, uint sequence)
    {
        writer.Begin(RTM_GETROUTE, NLM_F_REQUEST, sequence);
        writer.Put8((byte)(destination.IsV6 ? Sockets.AF_INET6 : Sockets.AF_INET));
        writer.Put8((byte)destination.Length);
        for (var rest = 2; rest < RouteMessageBytes; rest++)
        {
            writer.Put8(0);
        }

        Span<byte> value = stackalloc byte[16];
        writer.Attribute(RTA_DST, value[..destination.WriteTo(value)]);
        writer.End();
    }

    /// <summary>Reads from the body of RTM_NEWROUTE whether the packet would stay here.</summary>
    public static NetlinkRefusal TryParse(ReadOnlySpan<byte> body, out bool isLocal)
    {
        isLocal = body.Length >= RouteMessageBytes && body[TypeOffset] == RTN_LOCAL;
        return body.Length >= RouteMessageBytes ? NetlinkRefusal.None : NetlinkRefusal.BodyCut;
    }
}
