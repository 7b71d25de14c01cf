using Wackamole.Hosting;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class DuplicateGuardTests
{
    [Fact]
    public void Group_is_taken_once_until_it_is_given_back() => NetworkNamespace.Run(() =>
    {
        using (DuplicateGuard.Take("g"))
        {
            var fault = Assert.Throws<StartFaultException>(() => DuplicateGuard.Take("g"));
            Assert.Equal(ExitStatus.Duplicate, fault.ExitStatus);
            Assert.Contains($"process {Environment.ProcessId}", fault.Message,
                StringComparison.Ordinal);
        }

        DuplicateGuard.Take("g").Dispose();
    });

    [Fact]
    public void Groups_do_not_hinder_each_other_but_are_seen() => NetworkNamespace.Run(() =>
    {
        using var one = DuplicateGuard.Take("one");
        Assert.False(DuplicateGuard.IsAnotherGroupHere("one"));
        Assert.True(DuplicateGuard.IsAnotherGroupHere("two"));

        using var two = DuplicateGuard.Take("two");
        Assert.True(DuplicateGuard.IsAnotherGroupHere("one"));
    });

    [Fact]
    public void Daemons_of_other_networks_are_not_in_the_way() => NetworkNamespace.Run(() =>
    {
        using var here = DuplicateGuard.Take("g");
        NetworkNamespace.Run(() => DuplicateGuard.Take("g").Dispose());
    });

    [Fact]
    public void Group_with_a_name_longer_than_a_socket_has_is_taken() => NetworkNamespace.Run(() =>
    {
        using var guard = DuplicateGuard.Take(new string('g', 255));
        Assert.Throws<StartFaultException>(() => DuplicateGuard.Take(new string('g', 255)));
    });
}
