using System.Security.Cryptography;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>What the kernel's own run of the programs says about single frames.</summary>
public sealed class FenceProgramTests
{
    private const string Held = "10.0.0.1";
    private const string Closed = "10.0.0.2";
    private const string Elsewhere = "10.0.0.3";
    private const string Other = "10.0.0.99";
    private const string HeldV6 = "fd00::1";
    private const string ClosedV6 = "fd00::2";
    private const string ElsewhereV6 = "fd00::3";
    private const string OtherV6 = "fd00::99";
    private const string Tag = "81000005";
    private const string TwoTags = "88a80007" + Tag;
    private const string ThreeTags = Tag + TwoTags;
    private const bool In = true;
    private const bool Out = false;

    // The number of instructions is a cost for each packet; the digest keeps what was reviewed.
    [Theory]
    [InlineData(TrafficDirection.Ingress, 149, "56482e9d8334598e")]
    [InlineData(TrafficDirection.Egress, 206, "22f9295b88fc0de2")]
    internal void Program_is_the_one_that_was_reviewed(
        TrafficDirection direction, int instructions, string digest)
    {
        var program = FenceProgram.Assemble(direction, vips: 3, lease: 4, drops: 5);
        Assert.Equal((instructions, digest), (program.Length, Convert.ToHexStringLower(
            SHA256.HashData(BpfInstruction.Encode(program)).AsSpan(0, 8))));
    }

    [Theory]
    [InlineData(In, "arp", Other, Held, "arp.lapsed")]
    [InlineData(In, "arp", Held, Other, null)]
    [InlineData(In, "arp", Held, Held, null)]
    [InlineData(In, "arp", Other, Closed, "arp.closed")]
    [InlineData(In, "arp", Other, Elsewhere, null)]
    [InlineData(In, "arp", Other, Other, null)]
    [InlineData(In, "ipv4", Other, Held, "ipv4.lapsed")]
    [InlineData(In, "ipv4", Held, Other, null)]
    [InlineData(In, "ipv4", Other, Closed, "ipv4.closed")]
    [InlineData(In, "ipv4", Other, Elsewhere, null)]
    [InlineData(In, "ipv6", OtherV6, HeldV6, "ipv6.lapsed")]
    [InlineData(In, "ipv6", HeldV6, OtherV6, null)]
    [InlineData(In, "ipv6", OtherV6, ClosedV6, "ipv6.closed")]
    [InlineData(In, "ipv6", OtherV6, ElsewhereV6, null)]
    [InlineData(In, "advertisement", OtherV6, HeldV6, null)]
    [InlineData(In, "solicitation", OtherV6, HeldV6, null)]
    [InlineData(Out, "arp", Held, Other, "arp.lapsed")]
    [InlineData(Out, "arp", Held, Held, "arp.lapsed")]
    [InlineData(Out, "arp", Other, Held, null)]
    [InlineData(Out, "arp", "0.0.0.0", Held, null)]
    [InlineData(Out, "arp", Closed, Other, "arp.closed")]
    [InlineData(Out, "arp", Elsewhere, Other, "arp.elsewhere")]
    [InlineData(Out, "ipv4", Held, Other, "ipv4.lapsed")]
    [InlineData(Out, "ipv4", Other, Held, null)]
    [InlineData(Out, "ipv4", Closed, Other, "ipv4.closed")]
    [InlineData(Out, "ipv4", Elsewhere, Other, "ipv4.elsewhere")]
    [InlineData(Out, "ipv6", HeldV6, OtherV6, "ipv6.lapsed")]
    [InlineData(Out, "ipv6", OtherV6, HeldV6, null)]
    [InlineData(Out, "ipv6", ClosedV6, OtherV6, "ipv6.closed")]
    [InlineData(Out, "ipv6", ElsewhereV6, OtherV6, "ipv6.elsewhere")]
    [InlineData(Out, "advertisement", OtherV6, HeldV6, "advertisement.lapsed")]
    [InlineData(Out, "advertisement", HeldV6, OtherV6, "ipv6.lapsed")]
    [InlineData(Out, "advertisement", OtherV6, ClosedV6, "advertisement.closed")]
    [InlineData(Out, "advertisement", OtherV6, ElsewhereV6, "advertisement.elsewhere")]
    [InlineData(Out, "advertisement", OtherV6, OtherV6, null)]
    [InlineData(Out, "solicitation", OtherV6, HeldV6, null)]
    public void Lapsed_lease_drops_what_concerns_the_address_and_counts_why(
        bool isIngress, string kind, string source, string target, string? reason)
    {
        foreach (var tags in (string[])["", Tag, TwoTags])
        {
            if (kind != "solicitation" || tags.Length == 0)
            {
                AssertJudged(isIngress, Frame(kind, source, target, tags), reason);
            }
        }
    }

    [Theory]
    [InlineData(In, "arp", Other, Held)]
    [InlineData(In, "ipv4", Other, Held)]
    [InlineData(In, "ipv6", OtherV6, HeldV6)]
    [InlineData(Out, "arp", Held, Other)]
    [InlineData(Out, "ipv4", Held, Other)]
    [InlineData(Out, "ipv6", HeldV6, OtherV6)]
    [InlineData(Out, "advertisement", HeldV6, HeldV6)]
    public void Valid_lease_lets_a_held_address_through(
        bool isIngress, string kind, string source, string target) =>
        AssertJudged(isIngress, Frame(kind, source, target, ""), null, isValid: true);

    [Theory]
    [InlineData(In, "arp", Other, Closed, "arp.closed")]
    [InlineData(Out, "ipv4", Closed, Other, "ipv4.closed")]
    [InlineData(Out, "arp", Elsewhere, Other, "arp.elsewhere")]
    public void Valid_lease_opens_nothing_that_is_not_held(
        bool isIngress, string kind, string source, string target, string reason) =>
        AssertJudged(isIngress, Frame(kind, source, target, ""), reason, isValid: true);

    [Theory]
    [InlineData("ipv4", Elsewhere, Other, null)]
    [InlineData("arp", Elsewhere, Other, null)]
    [InlineData("ipv6", ElsewhereV6, OtherV6, null)]
    [InlineData("ipv4", Held, Other, "ipv4.lapsed")]
    public void Packets_of_others_are_passed_on_where_the_address_is_elsewhere(
        string kind, string source, string target, string? reason) =>
        AssertJudged(Out, Frame(kind, source, target, ""), reason, from: 1);

    [Theory]
    [InlineData("ffffffffffff0200000000020806")]
    [InlineData("02000000000102000000000288cc0207")]
    public void Frames_of_other_kinds_pass(string hex)
    {
        AssertJudged(In, FenceFrames.Of(hex), null);
        AssertJudged(Out, FenceFrames.Of(hex), null);
    }

    [Fact]
    public void Frames_cut_short_pass_to_whoever_throws_them_away() => Run((maps, ingress, _) =>
    {
        var whole = FenceFrames.Arp(Other, Held);
        Assert.Equal(FenceProgram.Drop, ingress.TestRun(whole, 0, 1, out uint _));
        Assert.Equal(FenceProgram.Pass, ingress.TestRun(whole.AsSpan(0, 40), 0, 1, out uint _));
    });

    [Fact]
    public void More_than_two_tags_are_not_looked_behind() =>
        AssertJudged(In, Frame("arp", Other, Held, ThreeTags), null);

    // A negative word is a time before the boot, not one far ahead.
    [Theory]
    [InlineData(-1, FenceProgram.Drop)]
    [InlineData(long.MinValue, FenceProgram.Drop)]
    [InlineData(0, FenceProgram.Drop)]
    [InlineData(1, FenceProgram.Drop)]
    [InlineData(long.MaxValue, FenceProgram.Pass)]
    public void Word_is_a_point_in_time(long word, int verdict) => Run((maps, ingress, _) =>
    {
        maps.Lease.Write(0, word);
        Assert.Equal(verdict, ingress.TestRun(FenceFrames.Arp(Other, Held), 0, 1, out uint _));
    });

    [Fact]
    public void A_fresh_map_is_closed() => BpfHost.Run(() =>
    {
        using var maps = FenceMaps.Make(1);
        using var ingress = maps.LoadProgram(TrafficDirection.Ingress);
        Assert.Equal(0, maps.Lease.Read(0));
        Assert.Null(maps.Set(HostParts.Ip(Held), VipState.Held));
        Assert.Equal(FenceProgram.Drop,
            ingress.TestRun(FenceFrames.Arp(Other, Held), 0, 1, out _));
    });

    private static byte[] Frame(string kind, string source, string target, string tags) =>
        kind switch
        {
            "arp" => FenceFrames.Arp(source, target, tags),
            "ipv4" => FenceFrames.IpV4(source, target, tags),
            "ipv6" => FenceFrames.IpV6(source, target, tags),
            "advertisement" => FenceFrames.Advertisement(source, target, tags),
            _ => FenceFrames.Solicitation(source, target),
        };

    private static void AssertJudged(
        bool isIngress, byte[] frame, string? reason, bool isValid = false, int from = 0) => Run(
        (maps, ingress, egress) =>
    {
        var direction = isIngress ? "ingress" : "egress";
        maps.Lease.Write(0, (BootClock.Now + TimeSpan.FromHours(isValid ? 1 : -1)).Nanoseconds);
        var verdict = (isIngress ? ingress : egress).TestRun(frame, from, 1, out _);

        Assert.Equal(reason is null ? FenceProgram.Pass : FenceProgram.Drop, verdict);
        var counters = DropCounters.Read(maps.Drops.Read).ToDictionary(one => one.Key,
            one => one.Value, StringComparer.Ordinal);
        Assert.Equal(reason is null ? 0 : 1, counters["fence.dropped"]);
        Assert.True(reason is null || counters[$"fence.dropped.{direction}.{reason}"] == 1);
    });

    private static void Run(Action<FenceMaps, BpfProgram, BpfProgram> test) => BpfHost.Run(() =>
    {
        using var maps = FenceMaps.Make(6);
        foreach (var (address, state) in ((string, VipState)[])
        [
            (Held, VipState.Held), (HeldV6, VipState.Held), (Closed, VipState.Closed),
            (ClosedV6, VipState.Closed), (Elsewhere, VipState.Elsewhere),
            (ElsewhereV6, VipState.Elsewhere),
        ])
        {
            Assert.Null(maps.Set(HostParts.Ip(address), state));
        }

        using var ingress = maps.LoadProgram(TrafficDirection.Ingress);
        using var egress = maps.LoadProgram(TrafficDirection.Egress);
        test(maps, ingress, egress);
    });
}
