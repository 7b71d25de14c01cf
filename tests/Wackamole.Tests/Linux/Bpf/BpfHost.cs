using System.Diagnostics;
using System.Runtime.InteropServices;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Linux.Bpf;

/// <summary>
/// A network and mounts of its own for one test, with a BPF file system: whatever is pinned there
/// goes with the test's thread.
/// </summary>
internal static partial class BpfHost
{
    private const int CLONE_NEWNS = 0x20000;

    /// <summary>Runs a test there, or skips it where BPF is not permitted.</summary>
    public static void Run(Action test) => NetworkNamespace.Run(() =>
    {
        Prepare();
        test();
    });

    /// <summary>With the two ends of one cable, «near» and «far», both up.</summary>
    public static void RunWithCable(Action test) => NetworkNamespace.RunWithCable(() =>
    {
        Prepare();
        test();
    });

    /// <summary>Does «mount …» in the calling thread's mounts.</summary>
    public static void Mount(string arguments) => Do("mount", arguments);

    /// <summary>Takes off what was mounted at a place last.</summary>
    public static void Unmount(string place) => Do("umount", place);

    private static void Do(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments} failed");
    }

    private static void Prepare()
    {
        Assert.SkipUnless(Unshare(CLONE_NEWNS) == 0, "own mounts need root (CAP_SYS_ADMIN)");
        Mount("--make-rprivate /");
        Mount($"-t bpf bpf {BpfFileSystem.Root}");
        try
        {
            BpfMap.Words("probe", 1).Dispose();
        }
        catch (SystemFaultException refused)
        {
            Assert.Skip(refused.Message);
        }
    }

    // sched.h
    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
