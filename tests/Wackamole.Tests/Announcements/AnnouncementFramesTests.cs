using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class AnnouncementFramesTests
{
    private readonly FrameList _frames = new();

    [Fact]
    public void Each_address_is_announced_on_its_own_interface_in_every_form()
    {
        var vif = Vif("eth0:192.0.2.10/24", "eth1:2001:db8::a:10/64", "gone:192.0.2.11/24");

        Assert.Equal(1, AnnouncementFrames.AddAnnouncements(vif, Sources, _frames));

        Assert.Equal(
            [
                ("eth0", Hex(frame => ArpFrames.GratuitousRequest(frame, Mac, Vip))),
                ("eth0", Hex(frame => ArpFrames.GratuitousReply(frame, Mac, Vip))),
                ("eth1", Hex(frame =>
                    NeighbourFrames.UnsolicitedAdvertisement(frame, OtherMac, Vip6, true))),
            ],
            Written());
    }

    [Fact]
    public void Each_address_is_probed_without_a_claim()
    {
        var vif = Vif("eth0:192.0.2.10/24", "eth1:2001:db8::a:10/64", "gone:192.0.2.11/24");

        Assert.Equal(1, AnnouncementFrames.AddProbes(vif, Sources, _frames));

        Assert.Equal(
            [
                ("eth0", Hex(frame => ArpFrames.Probe(frame, Mac, Vip))),
                ("eth1", Hex(frame => NeighbourFrames.Probe(frame, OtherMac, Vip6))),
            ],
            Written());
    }

    [Fact]
    public void A_notification_becomes_a_reply_an_advertisement_or_an_echo_request()
    {
        var four = Vif("eth0:192.0.2.10/24").Addresses[0];
        var six = Vif("eth1:2001:db8::a:10/64").Addresses[0];
        Add(new NotifyFrame(four, Client, null, false));
        Add(new NotifyFrame(four, Client, OtherMac, false));
        Add(new NotifyFrame(four, Client, OtherMac, true));
        Add(new NotifyFrame(six, Client6, Mac, false));
        Assert.False(AnnouncementFrames.AddNotification(
            new NotifyFrame(four with { Interface = "gone" }, Client, null, false), Sources,
            _frames));

        Assert.Equal(
            [
                ("eth0", Hex(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, null))),
                ("eth0", Hex(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, OtherMac))),
                ("eth0", Hex(frame => EchoFrames.Request(frame, Mac, Vip, Client, OtherMac))),
                ("eth1", Hex(frame => NeighbourFrames.DirectedAdvertisement(
                    frame, OtherMac, Vip6, Client6, Mac, true))),
            ],
            Written());
    }

    [Fact]
    public void A_second_batch_of_a_thousand_allocates_nothing()
    {
        var vif = Vif("eth0:192.0.2.10/24", "eth1:2001:db8::a:10/64");
        Func<string, LinkSource?> sources = Sources;
        var allocated = 0L;
        for (var batch = 0; batch < 2; batch++)
        {
            _frames.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var one = 0; one < 1000; one++)
            {
                AnnouncementFrames.AddAnnouncements(vif, sources, _frames);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(3000, _frames.Frames.Length);
        Assert.Equal(1000 * (60 + 60 + 86), _frames.Buffer.Length);
    }

    private static LinkSource? Sources(string networkInterface) => networkInterface switch
    {
        "eth0" => new LinkSource(Mac, false),
        "eth1" => new LinkSource(OtherMac, true),
        _ => null,
    };

    private void Add(NotifyFrame notify) =>
        Assert.True(AnnouncementFrames.AddNotification(notify, Sources, _frames));

    private List<(string Interface, string Hex)> Written()
    {
        var written = new List<(string, string)>();
        foreach (ref readonly var frame in _frames.Frames)
        {
            written.Add((frame.Interface, Convert.ToHexStringLower(_frames.Bytes(frame))));
        }

        return written;
    }
}
