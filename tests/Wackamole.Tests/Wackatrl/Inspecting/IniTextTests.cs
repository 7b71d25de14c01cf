using Wackatrl.Inspecting;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Inspecting;

public sealed class IniTextTests
{
    [Fact]
    public void Entries_are_read_with_their_section_and_lines_that_go_on()
    {
        var read = IniText.Read("""
            ADMIN_STATE=configured
            [Service]
            # User=nobody
            ; User=nobody
            User = wackamole
            AmbientCapabilities=CAP_BPF \
              CAP_NET_RAW
            nonsense
            [Broken
            """);

        Assert.Equal([new IniEntry("", "ADMIN_STATE", "configured"),
            new IniEntry("Service", "User", "wackamole"),
            new IniEntry("Service", "AmbientCapabilities", "CAP_BPF  CAP_NET_RAW")], read);
    }

    [Fact]
    public void Last_value_of_a_key_counts() => Assert.Equal("2",
        IniText.Last(IniText.Read("[A]\nX=1\n[B]\nX=3\n[A]\nX=2"), "A", "X"));
}
