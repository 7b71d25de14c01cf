using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>Turns a datagram of the kernel into notices.</summary>
internal static class RouteNotices
{
    /// <summary>
    /// Adds the notices of a datagram and answers how many messages were refused: for each, an
    /// overrun is added, because something changed that we do not know.
    /// </summary>
    public static int Parse(ReadOnlySpan<byte> datagram, Queue<RouteNotice> notices)
    {
        var refused = 0;
        while (!datagram.IsEmpty)
        {
            var refusal = NetlinkMessage.TryTake(ref datagram, out var message);
            if (refusal != NetlinkRefusal.None)
            {
                datagram = [];
            }
            else
            {
                refusal = TryRead(message, out var notice);
                if (notice is not null)
                {
                    notices.Enqueue(notice);
                }
            }

            // Other families tell about things of theirs with the same types of message.
            if (refusal is not (NetlinkRefusal.None or NetlinkRefusal.FamilyUnknown))
            {
                refused++;
                notices.Enqueue(new RouteNotice.Overrun());
            }
        }

        return refused;
    }

    private static NetlinkRefusal TryRead(in NetlinkMessage message, out RouteNotice? notice)
    {
        notice = null;
        switch (message.Type)
        {
            case RTM_NEWLINK or RTM_DELLINK:
                var refusal = LinkCodec.TryParse(message.Body, out var link);
                notice = link is null ? null
                    : new RouteNotice.LinkChanged(link, message.Type == RTM_NEWLINK);
                return refusal;
            case RTM_NEWADDR or RTM_DELADDR:
                refusal = AddressCodec.TryParse(message.Body, out var address);
                notice = address is null ? null
                    : message.Type == RTM_NEWADDR ? new RouteNotice.AddressAdded(address)
                    : new RouteNotice.AddressRemoved(address.InterfaceIndex, address.Address,
                        address.PrefixLength, address.Protocol);
                return refusal;
            case NLMSG_OVERRUN:
                notice = new RouteNotice.Overrun();
                return NetlinkRefusal.None;
            default:
                return NetlinkRefusal.None;
        }
    }
}
