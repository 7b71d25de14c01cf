using Wackamole.Core.Allocation;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Allocation;

/// <summary>
/// One view, its total order, and the table that its members had after each message.
/// </summary>
internal sealed class ViewOrder(View view)
{
    private readonly Dictionary<int, ulong> _tables = [];

    public View View { get; } = view;

    public List<(MemberId Sender, byte[] Message)> Messages { get; } = [];

    /// <summary>I10: members that delivered the same prefix have the same table.</summary>
    public void CheckTable(int delivered, Allocator allocator)
    {
        var digest = allocator.TableDigest;
        if (!_tables.TryAdd(delivered, digest))
        {
            Assert.Equal(_tables[delivered], digest);
        }
    }
}
