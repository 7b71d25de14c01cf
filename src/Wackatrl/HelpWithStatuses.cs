using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Wackatrl;

/// <summary>The usual help, then what scripts need: the exit statuses, and examples.</summary>
internal sealed class HelpWithStatuses(HelpAction usual) : SynchronousCommandLineAction
{
    private const string More =
        """
        Exit status:
          0  done
          1  the daemon refused, its reason is printed; or doctor found a problem
          2  the command line, the configuration or a key file is wrong
          3  no daemon answers on the control socket
          4  the output could not be written, or its reader has gone

        Examples:
          wackatrl                             the whole cluster, from any of its hosts
          wackatrl status --watch              the same, live
          wackatrl drain web2                  empty web2 before it is taken down
          wackatrl move 192.0.2.10 web1        bring an address to web1 and keep it there

        wackatrl(8) says more.
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(More);
        return result;
    }
}
