using Wackamole.Core.Allocation;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Allocation;

/// <summary>What must be true of a cluster, at every moment or at rest.</summary>
internal static class ClusterChecks
{
    /// <summary>
    /// No address may be in two kernels (only where no two sides were ever apart).
    /// </summary>
    public static void Exclusive(IEnumerable<FakeHost> hosts)
    {
        var holders = new Dictionary<IpAddress, FakeHost>();
        foreach (var host in hosts)
        {
            foreach (var head in host.Kernel.Present)
            {
                Assert.True(holders.TryAdd(head, host),
                    $"{head} may be on {host.Id.Name} and on {holders[head].Id.Name}");
            }
        }
    }

    /// <summary>At rest: one table, and everything that somebody can hold is held by one.</summary>
    public static void Covered(IReadOnlyList<FakeHost> members)
    {
        var first = members[0].Allocator;
        foreach (var member in members)
        {
            Assert.Equal(AllocationState.Run, member.Allocator.State);
            Assert.Equal(first.TableDigest, member.Allocator.TableDigest);
            Assert.Equal(first.IsComplete, member.Allocator.IsComplete);
        }

        foreach (var row in first.Rows())
        {
            var wanting = members.Where(member => member.Allocator.Wanted(row.Head)).ToList();
            var holding = members.Where(member => member.Kernel.MayHave(row.Head)).ToList();
            Assert.True(holding.SequenceEqual(wanting),
                $"{row.Head} is wanted by {Names(wanting)} and held by {Names(holding)}");
            if (row.Coverage == Coverage.Uncovered)
            {
                Assert.Empty(wanting);
                Assert.StartsWith("no host can hold it", row.Reason, StringComparison.Ordinal);
                Assert.DoesNotContain("it could", row.Reason, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(Coverage.Held, row.Coverage);
                Assert.Equal(row.Holder, Assert.Single(wanting).Id);
            }
        }
    }

    private static string Names(IEnumerable<FakeHost> hosts) =>
        "[" + string.Join(", ", hosts.Select(host => host.Id.Name)) + "]";
}
