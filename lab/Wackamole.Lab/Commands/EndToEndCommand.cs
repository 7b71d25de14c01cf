using System.CommandLine;
using Wackamole.Lab.EndToEnd;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab e2e»: every promise, put to the test on this machine's kernel.</summary>
internal static class EndToEndCommand
{
    public static Command Create()
    {
        var only = new Option<string[]>("--only")
        {
            Description = "Only cases whose class or name contains this (may be repeated)",
            HelpName = "TEXT",
        };
        var list = new Option<bool>("--list") { Description = "Name the cases and run none" };
        var engine = EngineOption.Create();
        var fast = new Option<bool>("--fast") { Description = "The quick selection of make test" };
        return new Command("e2e", "Test the real programs on real kernels; a line for each case")
        {
            only, list, engine, fast,
        }.Does((parsed, cancelled) =>
        {
            var all = parsed.GetValue(fast) ? EndToEndCases.Fast : EndToEndCases.All;
            var chosen = Choose(all, parsed.GetValue(only) ?? []);
            if (!parsed.GetValue(list))
            {
                return new EndToEndRunner(
                    Console.Out, parsed.Chosen(engine), cancelled).Run(chosen);
            }

            chosen.ForEach(one => Console.WriteLine($"{one.GetType().Name}: {one.Name}"));
            return 0;
        });
    }

    private static List<EndToEndCase> Choose(IReadOnlyList<EndToEndCase> all, string[] words)
    {
        var chosen = all.Where(one => words.Length == 0 || words.Any(
            word => one.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
                || one.GetType().Name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
        return chosen.Count > 0 ? chosen
            : throw new LabException("no case is called like that; --list names them all");
    }
}
