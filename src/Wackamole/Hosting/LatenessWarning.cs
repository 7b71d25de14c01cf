using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Says so when the loop wakes much too late: then the machine is overloaded or was stopped, and
/// what looks like a fault of the network is none.
/// </summary>
internal sealed class LatenessWarning(TimeSpan threshold, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private Instant _quietUntil = Instant.Past;
    private TimeSpan _worst;
    private int _times;

    /// <summary>After each wake: the time at which it should have been at the latest.</summary>
    public void Note(Instant due)
    {
        var now = BootClock.Now;
        var late = now - due;
        if (late >= threshold)
        {
            _times++;
            _worst = late > _worst ? late : _worst;
        }

        if (_times > 0 && now >= _quietUntil)
        {
            LoopLog.Late(log, _times, (long)_worst.TotalMilliseconds);
            (_times, _worst, _quietUntil) = (0, TimeSpan.Zero, now + Pause);
        }
    }
}
