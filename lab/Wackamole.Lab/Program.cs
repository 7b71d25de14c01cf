using System.CommandLine;
using Wackamole.Lab.Commands;

return new RootCommand(
    "A laboratory for Wackamole: hosts in network namespaces, real daemons, a client that watches.")
{
    DemoCommand.Create(),
    BenchCommand.Create(),
    EndToEndCommand.Create(),
    FaultsCommand.Create(),
    SeriesCommand.Create(),
    SoakCommand.Create(),
    ObserveCommand.Create(),
    UpCommand.Create(),
    StatusCommand.Create(),
    ShellCommand.Create(),
    DownCommand.Create(),
}.Parse(args).Invoke();
