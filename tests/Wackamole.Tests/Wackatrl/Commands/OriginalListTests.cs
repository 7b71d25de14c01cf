using Wackatrl.Commands;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Commands;

public sealed class OriginalListTests
{
    [Fact]
    public void List_has_the_layout_of_the_original() => Assert.Equal(
        "Owner: web1\n"
        + "\t*    eth0:192.0.2.10/24\n"
        + "\t -> bond10:192.0.2.11/24\n"
        + "Owner: web1\n"
        + "\t*    eth0:192.0.2.12/24\n"
        + "Owner: not acquired\n"
        + "\t*       ?:fd00:1234:5678:9abc:def0:1234:5678:9abc/128\n",
        OriginalList.Text(SampleStatus.Troubled));
}
