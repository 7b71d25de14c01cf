using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>
/// A network of its own for one test. Only the test's thread is in it, so the host's interfaces
/// cannot be touched, and the kernel removes it with the thread and its sockets, whatever happens.
/// </summary>
internal static partial class NetworkNamespace
{
    private const int CLONE_NEWNET = 0x40000000;
    private const int CommandMilliseconds = 30_000;

    /// <summary>Runs a test in a new network, or skips it where that is not permitted.</summary>
    public static void Run(Action test)
    {
        Exception? thrown = null;
        var mayRun = true;
        var thread = new Thread(() =>
        {
            mayRun = Unshare(CLONE_NEWNET) == 0;
            try
            {
                if (mayRun)
                {
                    test();
                }
            }
            catch (Exception any)
            {
                thrown = any;
            }
        });
        thread.Start();
        thread.Join();
        Assert.SkipUnless(mayRun, "making a network namespace needs root (CAP_SYS_ADMIN)");
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }

    /// <summary>A network with the two ends of one cable, «near» and «far», both up.</summary>
    public static void RunWithCable(Action test) => Run(() =>
    {
        Ip("link add near type veth peer name far");
        Ip("link set near up");
        Ip("link set far up");
        AwaitCarrier();
        test();
    });

    /// <summary>Does «ip …» in the calling thread's network; answers what it printed.</summary>
    public static string Ip(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments)
        {
            RedirectStandardOutput = true,
        })!;
        var printed = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(CommandMilliseconds), $"ip {arguments} did not end");
        Assert.True(process.ExitCode == 0, $"ip {arguments} failed");
        return printed;
    }

    public static int IndexOf(string name)
    {
        using var route = RouteSocket.Open();
        Assert.Null(route.ListInterfaces(out var interfaces));
        return interfaces.Single(link => link.Name == name).Index;
    }

    /// <summary>Carrier comes after the command: before, frames are lost silently.</summary>
    public static void AwaitCarrier()
    {
        using var monitor = RouteMonitor.Open();
        using var route = RouteSocket.Open();
        Waiting.Until(monitor, () =>
        {
            while (monitor.TryRead(out _))
            {
            }

            Assert.Null(route.ListInterfaces(out var interfaces));
            return interfaces.Count(link => link.Usable) == 2;
        }, "carrier");
    }

    // sched.h
    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
