using Wackamole.Linux;

namespace Wackamole.Sentinels;

/// <summary>
/// What the daemon wrote, message by message; one that it did not finish does not count.
/// </summary>
internal sealed class OrdersInbox
{
    private byte[] _bytes = new byte[4096];
    private int _filled;

    /// <summary>The newest whole orders; null where there are none, or after a farewell.</summary>
    public SentinelOrders? Orders { get; private set; }

    /// <summary>Takes everything that waits; false at the end of the pipe.</summary>
    public bool TakeFrom(PipeReader pipe)
    {
        while (true)
        {
            if (_filled == _bytes.Length)
            {
                Array.Resize(ref _bytes, 2 * _bytes.Length);
            }

            var taken = pipe.Read(_bytes.AsSpan(_filled));
            if (taken <= 0)
            {
                return taken < 0;
            }

            Take(taken);
        }
    }

    private void Take(int taken)
    {
        _filled += taken;
        var used = 0;
        while (SentinelOrders.Take(_bytes.AsSpan(used, _filled - used), out var orders)
            is > 0 and var length)
        {
            Orders = orders;
            used += length;
        }

        _bytes.AsSpan(used, _filled - used).CopyTo(_bytes);
        _filled -= used;
    }
}
