using Wackatrl.Rendering;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Rendering;

public sealed class PlainRendererTests
{
    [Fact]
    public void Troubled_cluster_is_shown_with_what_is_wrong_and_why()
    {
        const string Expected = """
            node web1  group wack1  engine mesh  state run  mature yes  lease valid
            view 7.web1/11  for 3m12s  members 2  covered 1/3  fence kernel

            MEMBER  STATE      AGE  LINKS             WEIGHT  HELD  FLAGS
            web1    self     2h05m  -                      1     2  -
            web2    member   2h05m  30ms/0%,down/12s       1     1  draining
            web3    one-way  2h05m  45ms/12.5%             1     0  unfenced

            ADDRESS                                  HOLDER  SINCE  STATE      PIN   PREFER
            192.0.2.10                               web1    3m12s  held       web1  web2,web3
            192.0.2.12                               web1    3m12s  moving     -     -
            fd00:1234:5678:9abc:def0:1234:5678:9abc  -        4.2s  uncovered  -     -

            not covered:
              fd00:1234:5678:9abc:def0:1234:5678:9abc for 4.2s: no host can hold it: web1: !
            its configuration does not list it; web2: it drains

            on the way:
              192.0.2.12: it moves from web1 to web2

            needs attention:
              the link [fd00::2]:4803 of web2 is down: nothing came over it for 12s
              web3 is heard but does not hear this host: look for a firewall or a cable !
            that lets packets through one way only
              the link 10.0.0.3:4803 of web3 loses 12.5 % of its packets
              web2 drains: it takes nothing until `wackatrl start web2`
              unfenced: web3; should a daemon there hang or be killed, nothing in the kernel !
            stops the host from answering for its addresses
              other configurations list fd00:1234:5678:9abc:def0:1234:5678:9abc, that of web1 !
            does not: give every host the same VirtualInterfaces
              12 packets since the start of web1 were sealed with another key, or altered: !
            give every host the same key file

            dropped by the fence of web1:
              2 ARP in its name: the lease was over
              7 IPv4 for it: the address was coming or going

            """;
        Assert.Equal(Expected.Replace("!\n", "", StringComparison.Ordinal),
            PlainRenderer.Render(ReportBuilder.Build(SampleStatus.Troubled)));
    }

    [Fact]
    public void Healthy_cluster_has_tables_and_no_notes()
    {
        const string Expected = """
            node web1  group wack1  engine mesh  state run  mature yes  lease valid
            view 7.web1/11  for 3m12s  members 1  covered 1/1  fence kernel

            MEMBER  STATE    AGE  LINKS  WEIGHT  HELD  FLAGS
            web1    self   2h05m  -           1     1  -

            ADDRESS     HOLDER  SINCE  STATE  PIN  PREFER
            192.0.2.10  web1    3m12s  held   -    -

            """;
        Assert.Equal(Expected, PlainRenderer.Render(ReportBuilder.Build(SampleStatus.Healthy)));
    }

    [Fact]
    public void Longest_addresses_without_pins_fit_80_columns()
    {
        var status = SampleStatus.Troubled with
        {
            VirtualInterfaces =
                [SampleStatus.Held("fd00:1234:5678:9abc:def0:1234:5678:9abc", "web1")],
        };
        var text = PlainRenderer.Render(ReportBuilder.Build(status));
        Assert.All(text[..text.IndexOf("needs", StringComparison.Ordinal)].Split('\n'),
            line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Text_that_would_steer_the_terminal_is_shown_harmless()
    {
        var status = SampleStatus.Healthy with
        {
            VirtualInterfaces =
            [
                SampleStatus.Held("192.0.2.10", "we\e[2Jb1") with
                {
                    State = "uncovered", Reason = "its check said \e]0;owned\a",
                },
            ],
        };
        var text = PlainRenderer.Render(ReportBuilder.Build(status));
        Assert.Contains("we?[2Jb1", text, StringComparison.Ordinal);
        Assert.Contains("its check said ?]0;owned?", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);
    }
}
