using System.Globalization;
using System.Text.Json;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Observing;

/// <summary>
/// The observer's own process (the hidden command «observe»): settings come as the first line of
/// the input, then one question a line; each gets one line of JSON. Ends with its input.
/// </summary>
internal static class ObserverProcess
{
    public static int Run(TextReader input, TextWriter output)
    {
        var settings = JsonSerializer.Deserialize(
            input.ReadLine() ?? "null", ObserverJson.Default.ObserverSettings);
        if (settings is null)
        {
            return 1;
        }

        Scheduling.LockMemory();
        using var loop = new ObserverLoop(settings);
        var watching = new Thread(loop.Run) { Name = "observer", IsBackground = true };
        watching.Start();
        var reports = new ObserverReports(loop);
        Say(output, JsonSerializer.Serialize(
            settings.Addresses.Count, ObserverJson.Default.Int32));
        while (input.ReadLine() is { } question)
        {
            Say(output, Answer(reports, question.Split(' ')));
        }

        loop.End();
        watching.Join();
        return 0;
    }

    private static string Answer(ObserverReports reports, string[] words) => words switch
    {
        ["between", var from, var to] => JsonSerializer.Serialize(
            reports.Between(Time(from), Time(to)), ObserverJson.Default.Observation),
        ["answered", var since] => JsonSerializer.Serialize(
            reports.AnsweredSince(Time(since)), ObserverJson.Default.Int32),
        ["missed", var since, var length] => JsonSerializer.Serialize(
            reports.Missed(Time(since), Time(length)), ObserverJson.Default.Int32),
        ["glance", var part, var parts] => JsonSerializer.Serialize(
            reports.Glance(Time(part), (int)Time(parts)), ObserverJson.Default.AddressGlanceArray),
        _ => JsonSerializer.Serialize(
            $"unknown question: {words[0]}", ObserverJson.Default.String),
    };

    private static long Time(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static void Say(TextWriter output, string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
