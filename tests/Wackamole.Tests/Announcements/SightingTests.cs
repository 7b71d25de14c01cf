using System.Buffers.Binary;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class SightingTests
{
    [Fact]
    public void Who_announces_an_address_claims_it()
    {
        Expect(new Sighting(Mac, Vip, Mac, null),
            Frame(frame => ArpFrames.GratuitousRequest(frame, Mac, Vip)));
        Expect(new Sighting(Mac, Vip, Mac, null),
            Frame(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, OtherMac)));
        Expect(new Sighting(Mac, Vip6, Mac, null),
            Frame(frame => NeighbourFrames.UnsolicitedAdvertisement(frame, Mac, Vip6, true)));
    }

    [Fact]
    public void Who_asks_for_another_claims_its_own_address()
    {
        Expect(new Sighting(Mac, Vip, Mac, null),
            Frame(frame => ArpFrames.Request(frame, Mac, Vip, Client)));
        Expect(new Sighting(Mac, Vip6, Mac, null),
            Frame(frame => NeighbourFrames.Solicitation(frame, Mac, Vip6, Client6)));
    }

    [Fact]
    public void Who_probes_wants_an_address_and_claims_none()
    {
        Expect(new Sighting(Mac, null, Mac, Vip),
            Frame(frame => ArpFrames.Probe(frame, Mac, Vip)));
        Expect(new Sighting(Mac, null, Mac, Vip6),
            Frame(frame => NeighbourFrames.Probe(frame, Mac, Vip6)));
    }

    [Fact]
    public void Any_other_frame_shows_that_its_station_lives()
    {
        Expect(new Sighting(Mac, null, Mac, null),
            Frame(frame => EchoFrames.Request(frame, Mac, Vip, Client, OtherMac)));
        Expect(new Sighting(Mac, null, Mac, null),
            Frame(frame => EchoFrames.Request(frame, Mac, Vip6, Client6, OtherMac)));
    }

    [Fact]
    public void What_is_damaged_or_forged_shows_nothing()
    {
        var advertisement =
            Frame(frame => NeighbourFrames.UnsolicitedAdvertisement(frame, Mac, Vip6, true));
        advertisement[60] ^= 1;
        Assert.False(Sighting.TryRead(advertisement, out _));
        Assert.False(Sighting.TryRead([1, 2, 3], out _));
        Assert.False(Sighting.TryRead(
            Frame(frame => ArpFrames.Probe(frame, EthernetFrame.Broadcast, Vip)), out _));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(0, 120)];
            random.NextBytes(bytes);
            if (bytes.Length > 14)
            {
                var type = round % 2 == 0 ? EthernetFrame.Arp : EthernetFrame.Ipv6;
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(12), type);
            }

            Sighting.TryRead(bytes, out _);
        }
    }

    private static void Expect(Sighting expected, byte[] frame)
    {
        Assert.True(Sighting.TryRead(frame, out var sighting));
        Assert.Equal(expected, sighting);
    }
}
