using System.Runtime.InteropServices;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>Does something as another user, in a thread that ends with it.</summary>
internal static partial class AnotherUser
{
    public const uint Nobody = 65_534;

    // asm/unistd.h
    private static readonly long SYS_setresuid =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117;

    /// <summary>Skips the test where this user cannot become another.</summary>
    public static void Run(Action what)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become another user");
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                // Not by the library, which changes every thread of the process.
                Assert.Equal(0, Syscall(SYS_setresuid, Nobody, Nobody, Nobody));
                what();
            }
            catch (Exception fault)
            {
                thrown = fault;
            }
        });
        thread.Start();
        thread.Join();
        if (thrown is not null)
        {
            throw new InvalidOperationException("as another user", thrown);
        }
    }

    // unistd.h
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, long real, long effective, long saved);
}
