using System.CommandLine;
using Wackamole.Lab.Engines;
using Wackamole.Lab.FaultMatrix;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab faults»: every fault of the matrix, held against what it may cost.</summary>
internal static class FaultsCommand
{
    private static readonly int[] UsualSizes = [3, 5];

    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Only cases whose class or name contains this (may be repeated)",
            HelpName = "TEXT",
        };
        var hosts = new Option<int[]>("--hosts")
        {
            Description = "Number of hosts (may be repeated; 3 and 5 where it is not given)",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => UsualSizes,
        };
        hosts.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>() is { } sizes
                && sizes.Any(size => size is < 3 or > 9))
            {
                result.AddError("--hosts takes numbers from 3 to 9");
            }
        });
        var fast = new Option<bool>("--fast") { Description = "The quick selection of make test" };
        var engine = EngineOption.Create();
        var list = new Option<bool>("--list") { Description = "Name the cases and run none" };
        return new Command("faults", "Play every fault of the matrix on real kernels")
        {
            only, hosts, fast, list, engine,
        }.Does((parsed, cancelled) =>
        {
            var all = parsed.GetValue(fast) ? FaultCases.Fast : FaultCases.All;
            var chosen = Choose(all, parsed.GetValue(only) ?? []);
            if (!parsed.GetValue(list))
            {
                return Run(parsed.Chosen(engine), chosen,
                    parsed.GetValue(hosts) ?? UsualSizes, cancelled);
            }

            chosen.ForEach(one => Console.WriteLine($"{one.GetType().Name}: {one.Name}"));
            return 0;
        });
    }

    private static int Run(
        LabEngine engine, List<FaultCase> cases, int[] sizes, CancellationToken cancelled)
    {
        var runner = new MatrixRunner(Console.Out, engine, cancelled);
        var failed = sizes.Distinct().Sum(
            size => cases.Count(one => !runner.Plays(one, size)));
        Console.WriteLine();
        Terminal.Output.Write(MatrixTable.Of(runner.Results));
        Console.WriteLine(MatrixTable.Legend);
        Console.WriteLine(MatrixTable.TimesOf(engine));
        var unfenced = runner.Results.Any(it => !it.Fenced);
        Console.WriteLine(unfenced
            ? "The hosts reported no kernel fence: dead daemons' addresses end by their lifetime."
            : "Every host reported that its kernel enforces the lease.");
        return failed == 0 ? 0 : 1;
    }

    private static List<FaultCase> Choose(IReadOnlyList<FaultCase> all, string[] words)
    {
        var chosen = all.Where(one => words.Length == 0 || words.Any(
            word => one.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
                || one.GetType().Name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        return chosen.Count > 0 ? chosen
            : throw new LabException("no case is called like that; --list names them all");
    }
}
