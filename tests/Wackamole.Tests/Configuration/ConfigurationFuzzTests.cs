using System.Text;
using Wackamole.Core.Configuration;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>
/// Any text gives a result, and what is accepted prints as what reads back equal.
/// </summary>
public sealed class ConfigurationFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "=", "\"", "'", "#", "\n", " ", "\r", "\t", "\0", "\ufffd", "\ud800", "💡",
        "Group", "Balance", "Notify", "Prefer", "VIFs", "Peers", "Run", "On Up", "all", "None",
        "throttle", "ping", "Interval", "=x", "x=", "1", "99999999999", "5s", "1h", "0s", "0.5ms",
        "eth0:10.0.0.1/24", "eth0:fd00::1/64", "10.0.0.1:99999", "[::1", "]", "/", ":", "::", "n",
    ];

    [Fact]
    public void Valid_file_written_in_any_way_is_accepted_and_reads_back()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var text = new RandomConfiguration(new Random(seed)).Text();
            var result = ConfigurationReader.Read(text, "random.conf");
            Assert.True(result.File is not null,
                $"seed {seed}:\n{text}\n{string.Join("\n", result.Diagnostics)}");
            ReadsBack(result.File, seed);
        }
    }

    [Fact]
    public void Mutated_file_gives_a_result_and_reads_back_where_it_is_accepted()
    {
        var accepted = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var text = Mutate(new RandomConfiguration(random).Text(), random);
            accepted += Check(ConfigurationReader.Read(text, "mutated.conf"), text, seed) ? 1 : 0;
        }

        Assert.InRange(accepted, 100, 1_900);
    }

    [Fact]
    public void Random_bytes_give_a_result()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            var text = Encoding.UTF8.GetString(bytes);
            Check(ConfigurationReader.Read((ReadOnlySpan<byte>)bytes, "random.conf"), text, seed);
        }
    }

    [Fact]
    public void Random_pieces_give_a_result()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Join(random.Next(2) == 0 ? " " : string.Empty,
                random.GetItems(Pieces, random.Next(60)));
            Check(ConfigurationReader.Read(text, "random.conf"), text, seed);
        }
    }

    private static bool Check(ConfigurationResult result, string text, int seed)
    {
        Assert.Equal(result.File is null,
            result.Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error));
        var lines = text.Split('\n');
        foreach (var diagnostic in result.Diagnostics)
        {
            var inside = diagnostic.Line >= 1 && diagnostic.Line <= lines.Length
                && diagnostic.Column >= 1
                && diagnostic.Column <= lines[diagnostic.Line - 1].Length + 1;
            var printable = !diagnostic.ToString().Any(
                one => char.IsControl(one) && one is not ('\n' or '\t'));
            Assert.True(inside && printable, $"seed {seed}:\n{text}\n{diagnostic}");
        }

        if (result.File is not null)
        {
            ReadsBack(result.File, seed);
        }

        return result.File is not null;
    }

    private static void ReadsBack(ConfigurationFile file, int seed)
    {
        var printed = ConfigurationPrinter.Print(file);
        var again = ConfigurationReader.Read(printed, "printed.conf");
        Assert.True(file.Equals(again.File),
            $"seed {seed}:\n{printed}\n{string.Join("\n", again.Diagnostics)}");
    }

    private static string Mutate(string text, Random random)
    {
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(random.Next(6), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            };
        }

        return text;
    }
}
