using Wackamole.Linux;
using Wackamole.Linux.Netlink;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Which requests remove an address without losing another one.</summary>
public sealed class RemovalPlanTests
{
    private static readonly KernelAddress Primary = Address("192.0.2.1", isSecondary: false);
    private static readonly KernelAddress Second = Address("192.0.2.2", isSecondary: true);
    private static readonly KernelAddress Third = Address("192.0.2.3", isSecondary: true);
    private static readonly KernelAddress Elsewhere = Address("198.51.100.1", isSecondary: false);

    private static readonly KernelAddress[] Present = [Primary, Second, Third, Elsewhere];

    [Fact]
    public void A_primary_whose_secondaries_are_promoted_just_goes() =>
        Assert.Equal(["-192.0.2.1/24"], Plan([Primary], promotes: true));

    [Fact]
    public void Secondaries_that_would_be_lost_never_leave_the_interface() => Assert.Equal(
        [
            "+192.0.2.2/32", "+192.0.2.3/32", "-192.0.2.1/24",
            "+192.0.2.2/24", "+192.0.2.3/24", "-192.0.2.2/32", "-192.0.2.3/32",
        ],
        Plan([Primary], promotes: false));

    [Fact]
    public void A_secondary_just_goes() =>
        Assert.Equal(["-192.0.2.2/24"], Plan([Second], promotes: false));

    [Fact]
    public void Secondaries_that_are_to_go_too_are_not_put_back() => Assert.Equal(
        ["-192.0.2.2/24", "+192.0.2.3/32", "-192.0.2.1/24", "+192.0.2.3/24", "-192.0.2.3/32"],
        Plan([Primary, Second], promotes: false));

    [Fact]
    public void An_address_without_neighbours_in_its_subnet_just_goes() =>
        Assert.Equal(["-198.51.100.1/24"], Plan([Elsewhere], promotes: false));

    [Fact]
    public void What_is_put_back_is_as_it_was_before_it_became_secondary()
    {
        var put = RemovalPlan.Make([Primary], Present, _ => false)
            .Single(step => !step.IsRemoval && step.Address.ToString() == "192.0.2.2/24").Address;
        Assert.Equal((byte)4, put.Protocol);
        Assert.Equal(0u, put.Flags);
    }

    private static string[] Plan(KernelAddress[] removed, bool promotes) =>
    [
        .. RemovalPlan.Make(removed, Present, _ => promotes)
            .Select(step => $"{(step.IsRemoval ? '-' : '+')}{step.Address}"),
    ];

    // 0x81: secondary and permanent; tag 4 is not ours.
    private static KernelAddress Address(string text, bool isSecondary) =>
        new(3, Addresses.Of(text), 24, 4, isSecondary ? 0x81u : 0x80u);
}
