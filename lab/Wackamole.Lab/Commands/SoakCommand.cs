using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Soak;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab soak»: random faults for as long as one likes.</summary>
internal static class SoakCommand
{
    private const double UsualMinutes = 10;
    private const int UsualHosts = 3;

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes")
        {
            Description = "How long; the fault that is on then is played to its end",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => UsualMinutes,
        };
        var seed = new Option<int?>("--seed")
        {
            Description = "Which faults, and whom they befall; else by chance",
            HelpName = "NUMBER",
        };
        var hosts = new Option<int>("--hosts")
        {
            Description = "Number of hosts, 3 to 9",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => UsualHosts,
        };
        var engine = EngineOption.Create();
        return new Command("soak", "Random faults of the matrix on one cluster, watched throughout")
        {
            minutes, seed, hosts, engine,
        }.Does((parsed, cancelled) => Run(
            parsed.Chosen(engine),
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            Math.Clamp(parsed.GetValue(hosts), 3, 9),
            parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue), cancelled));
    }

    private static int Run(LabEngine engine, TimeSpan length, int hosts, int seed,
        CancellationToken cancelled)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Random faults on {hosts} hosts for {length.TotalMinutes:0.##} min; again with " +
            $"--seed {seed}."));
        var soak = new SoakRun(Console.Out, engine, seed, cancelled);
        try
        {
            soak.Run(length, hosts);
        }
        finally
        {
            // Also of one that is interrupted.
            SoakReport.Write(Terminal.Output, soak.Record);
        }

        return soak.Record.IsClean ? 0 : 1;
    }
}
