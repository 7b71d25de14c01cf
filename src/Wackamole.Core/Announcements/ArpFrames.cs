using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The ARP frames that we send, 60 bytes each. «Hardware» is the MAC of the interface that sends,
/// «address» the virtual address that it now has.
/// </summary>
public static class ArpFrames
{
    private static readonly IpAddress Nobody = IpAddress.V4(0);

    /// <summary>
    /// To all: an ARP announcement (RFC 5227, 2.3; the target's hardware address is zero there).
    /// Some stations update their tables by requests alone, others by replies alone: send both.
    /// </summary>
    public static int GratuitousRequest(Span<byte> frame, ulong hardware, IpAddress address) =>
        new ArpFrame(EthernetFrame.Broadcast, hardware, ArpOperation.Request,
            hardware, address, 0, address).Write(frame);

    /// <summary>
    /// To all: the other form, with the hardware address in the target too (RFC 5944, 4.6).
    /// </summary>
    public static int GratuitousReply(Span<byte> frame, ulong hardware, IpAddress address) =>
        new ArpFrame(EthernetFrame.Broadcast, hardware, ArpOperation.Reply,
            hardware, address, hardware, address).Write(frame);

    /// <summary>
    /// To one host, as if it had asked: by its MAC, or by broadcast where that is not known (the
    /// original's notification).
    /// </summary>
    public static int DirectedReply(Span<byte> frame, ulong hardware, IpAddress address,
        IpAddress target, ulong? targetHardware)
    {
        var destination = targetHardware ?? EthernetFrame.Broadcast;
        return new ArpFrame(destination, hardware, ArpOperation.Reply,
            hardware, address, destination, target).Write(frame);
    }

    /// <summary>
    /// Does anybody have this address? Claims nothing itself: its sender is 0.0.0.0 (RFC 5227,
    /// 2.1.1).
    /// </summary>
    public static int Probe(Span<byte> frame, ulong hardware, IpAddress address) =>
        new ArpFrame(EthernetFrame.Broadcast, hardware, ArpOperation.Request,
            hardware, Nobody, 0, address).Write(frame);

    /// <summary>
    /// Who has the target? From an address of the interface's own: provokes a frame of a gateway.
    /// </summary>
    public static int Request(
        Span<byte> frame, ulong hardware, IpAddress source, IpAddress target) =>
        new ArpFrame(EthernetFrame.Broadcast, hardware, ArpOperation.Request,
            hardware, source, 0, target).Write(frame);
}
