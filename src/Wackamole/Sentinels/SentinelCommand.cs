using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Native;

namespace Wackamole.Sentinels;

/// <summary>
/// The sentinel's process: sleeps while the daemon lives, and clears up after it when it has died.
/// Started by the daemon alone, with descriptors: a pipe with its orders, the daemon's process,
/// the socket that shows it is here, and the daemon's links.
/// </summary>
internal static class SentinelCommand
{
    public const string Option = "--sentinel";

    /// <summary>«RealTime = no» is for the sentinel too.</summary>
    public const string Punctual = "realtime";

    public const string Ordinary = "ordinary";

    private const int FixedDescriptors = 3;
    private const int DaemonTag = 0;
    private const int PipeTag = 1;

    /// <summary>Whether these arguments start a sentinel.</summary>
    public static bool IsMeant(string[] arguments) => arguments is [Option, ..];

    public static int Run(string[] arguments)
    {
        var numbers = arguments.Skip(2).Select(one => int.TryParse(
            one, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : -1).ToImmutableArray();
        if (numbers.Length < FixedDescriptors || numbers.Contains(-1))
        {
            Console.Error.WriteLine(
                $"wackamole: {Option} is the daemon's own: it starts its sentinel itself");
            return ExitStatus.Configuration;
        }

        try
        {
            // Said last, with everything given back: who reads it may keep us waiting.
            if (Watch(numbers, arguments[1] == Punctual) is { } done)
            {
                Say('4', done);
            }

            return ExitStatus.Ok;
        }
        catch (SystemFaultException fault)
        {
            Say('4', $"the sentinel cannot do its work: {fault.Fault.Text}");
            return ExitStatus.Internal;
        }
    }

    private static string? Watch(ImmutableArray<int> numbers, bool punctual)
    {
        ProcessName.Set(SentinelPresence.ProcessName);
        if (punctual)
        {
            // What the daemon could not have it has said already.
            _ = RealTime.TryLockMemory();
            _ = RealTime.TryEnable(ThreadPriorities.Sentinel);
        }

        using var pipe = new PipeReader(numbers[0]);
        using var daemon = ProcessDescriptor.Adopt(numbers[1]);
        using var presence = new DescriptorHandle(numbers[2], "show that the sentinel is here");
        SentinelPresence.TakeOver(presence);
        using var work = new SentinelWork(numbers[FixedDescriptors..]);
        SentinelWork.Rehearse();
        var inbox = new OrdersInbox();
        return Await(pipe, daemon, inbox) is { } orders ? work.Run(orders) : null;
    }

    private static SentinelOrders? Await(
        PipeReader pipe, ProcessDescriptor daemon, OrdersInbox inbox)
    {
        using var epoll = new Epoll();
        epoll.Add(daemon, DaemonTag);
        epoll.Add(pipe, PipeTag);
        Span<int> tags = stackalloc int[2];
        var reads = true;
        while (true)
        {
            var ready = epoll.Wait(tags, Core.Values.Instant.Never);
            var isDead = tags[..ready].Contains(DaemonTag);
            if (reads && !inbox.TakeFrom(pipe))
            {
                // The daemon has closed it. It is dead only when its process says so.
                epoll.Remove(pipe);
                reads = false;
            }

            if (isDead)
            {
                return inbox.Orders;
            }
        }
    }

    private static void Say(char priority, string text)
    {
        try
        {
            Console.Error.WriteLine(
                (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM"))
                    ? "" : $"<{priority}>") + $"wackamole: {text}");
        }
        catch (IOException)
        {
            // Who read it has gone with the daemon.
        }
    }
}
