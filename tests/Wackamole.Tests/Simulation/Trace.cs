using System.Globalization;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// What happened, one line each, for people. Off in a sweep; a failing seed is run again with it.
/// </summary>
/// <param name="also">Where each line goes at once, beside being kept.</param>
internal sealed class Trace(Action<string>? also = null)
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Write(long atNs, string who, string what)
    {
        _lines.Add(string.Create(
            CultureInfo.InvariantCulture, $"{atNs / 1e9,12:0.000000}  {who,-4} {what}"));
        also?.Invoke(_lines[^1]);
    }

    public string Last(int count) =>
        string.Join('\n', _lines.Skip(Math.Max(0, _lines.Count - count)));
}
