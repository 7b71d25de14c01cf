using Wackamole.Lab.Network;

namespace Wackamole.Lab.Observing;

/// <summary>
/// Who answered which request for one address. Two stations that answer one request both hold
/// the address: a duplicate. The request's number comes back in its answer, so that a late
/// answer to an earlier request, as at every orderly move, is not taken for one.
/// </summary>
internal sealed class AnswerRounds
{
    /// <summary>Requests that can be told apart; later the numbers begin again.</summary>
    public const int Distinct = 64;

    private readonly StationAddress[] _first = new StationAddress[Distinct];
    private readonly bool[] _doubled = new bool[Distinct];
    private int _next;

    /// <summary>Begins a request and returns its number, below Distinct.</summary>
    public int Begin()
    {
        var round = _next;
        _next = (_next + 1) % Distinct;
        _first[round] = default;
        _doubled[round] = false;
        return round;
    }

    /// <summary>
    /// Notes an answer; true where this one makes the request a doubly answered one.
    /// </summary>
    public bool Answer(int round, StationAddress station)
    {
        if (_first[round] == default)
        {
            _first[round] = station;
            return false;
        }

        if (_first[round] == station || _doubled[round])
        {
            return false;
        }

        _doubled[round] = true;
        return true;
    }
}
