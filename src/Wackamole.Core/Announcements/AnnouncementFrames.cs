using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>Turns the actions Announce, SendNotifications and ProbeSegment into frames.</summary>
public static class AnnouncementFrames
{
    /// <summary>
    /// Tells everybody where each address of a virtual interface is now: ARP in both forms, or an
    /// unsolicited advertisement. Addresses on an interface without a source are left out; their
    /// number is returned.
    /// </summary>
    public static int AddAnnouncements(
        VirtualInterface virtualInterface, Func<string, LinkSource?> sources, FrameList frames)
    {
        var leftOut = 0;
        foreach (var address in virtualInterface.Addresses)
        {
            if (sources(address.Interface) is not { } source)
            {
                leftOut++;
            }
            else if (address.Address.IsV6)
            {
                frames.Keep(address.Interface, NeighbourFrames.UnsolicitedAdvertisement(
                    frames.Rent(), source.HardwareAddress, address.Address, source.ForwardsIpv6));
            }
            else
            {
                frames.Keep(address.Interface, ArpFrames.GratuitousRequest(
                    frames.Rent(), source.HardwareAddress, address.Address));
                frames.Keep(address.Interface, ArpFrames.GratuitousReply(
                    frames.Rent(), source.HardwareAddress, address.Address));
            }
        }

        return leftOut;
    }

    /// <summary>
    /// Asks once who has each address, without claiming it. Returns how many were left out, as
    /// AddAnnouncements does.
    /// </summary>
    public static int AddProbes(
        VirtualInterface virtualInterface, Func<string, LinkSource?> sources, FrameList frames)
    {
        var leftOut = 0;
        foreach (var address in virtualInterface.Addresses)
        {
            if (sources(address.Interface) is not { } source)
            {
                leftOut++;
                continue;
            }

            frames.Keep(address.Interface, address.Address.IsV6
                ? NeighbourFrames.Probe(frames.Rent(), source.HardwareAddress, address.Address)
                : ArpFrames.Probe(frames.Rent(), source.HardwareAddress, address.Address));
        }

        return leftOut;
    }

    /// <summary>
    /// Asks a station for itself, from an address of the interface's own: any answer shows that
    /// the segment is alive.
    /// </summary>
    public static void AddQuestion(string networkInterface, ulong hardware, IpAddress source,
        IpAddress target, FrameList frames) =>
        frames.Keep(networkInterface, target.IsV6
            ? NeighbourFrames.Solicitation(frames.Rent(), hardware, source, target)
            : ArpFrames.Request(frames.Rent(), hardware, source, target));

    /// <summary>
    /// One notification: an echo request, or an ARP reply or advertisement to one host. False
    /// where its interface has no source.
    /// </summary>
    public static bool AddNotification(
        in NotifyFrame notify, Func<string, LinkSource?> sources, FrameList frames)
    {
        if (sources(notify.Address.Interface) is not { } source)
        {
            return false;
        }

        frames.Keep(notify.Address.Interface, Write(notify, source, frames.Rent()));
        return true;
    }

    private static int Write(in NotifyFrame notify, LinkSource source, Span<byte> frame)
    {
        var (address, target, targetHardware, ping) = notify;
        if (ping)
        {
            Invariant.Require(targetHardware is not null, "a host that is pinged has a known MAC");
            return EchoFrames.Request(frame, source.HardwareAddress, address.Address, target,
                targetHardware.Value);
        }

        return address.Address.IsV6
            ? NeighbourFrames.DirectedAdvertisement(frame, source.HardwareAddress,
                address.Address, target, targetHardware, source.ForwardsIpv6)
            : ArpFrames.DirectedReply(
                frame, source.HardwareAddress, address.Address, target, targetHardware);
    }
}
