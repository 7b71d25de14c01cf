using System.Globalization;
using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// A child that is to outlive this process (posix_spawn(3)): a session of its own, so that neither
/// a terminal nor a signal to our process group reaches it; the signals that ask a program to end
/// blocked; and of our descriptors just those that it is given, under the same numbers.
/// </summary>
internal sealed unsafe class ChildProcess : IDisposable
{
    // bits/signum-generic.h: SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTERM, SIGTSTP, SIGTTIN,
    // SIGTTOU
    private static readonly int[] Blocked = [1, 2, 3, 10, 12, 15, 20, 21, 22];

    private ChildProcess(int id) => (Id, Descriptor) = (id, ProcessDescriptor.Open(id));

    public int Id { get; }

    /// <summary>Readable once it is over.</summary>
    public ProcessDescriptor Descriptor { get; }

    /// <param name="arguments">The first is the name that it is shown by.</param>
    /// <param name="leaveOut">Variables of our environment that it does not get.</param>
    /// <exception cref="SystemFaultException">It cannot be started.</exception>
    public static ChildProcess Start(string program, IReadOnlyList<string> arguments,
        IReadOnlyCollection<string> leaveOut, IReadOnlyList<int> descriptors)
    {
        using var argumentBlock = new StringBlock(arguments);
        using var environment = new StringBlock(Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .Where(one => !leaveOut.Contains((string)one.Key))
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Value}")));
        var actions = stackalloc byte[Spawning.StructureBytes];
        var attributes = stackalloc byte[Spawning.StructureBytes];
        var signals = stackalloc byte[Spawning.SignalSetBytes];
        _ = Spawning.SigEmptySet(signals);
        Array.ForEach(Blocked, signal => _ = Spawning.SigAddSet(signals, signal));
        Require(Spawning.FileActionsInit(actions));
        Require(Spawning.AttributesInit(attributes));
        try
        {
            foreach (var descriptor in descriptors)
            {
                // To the same number: it stays open there, and there alone.
                Require(Spawning.FileActionsAddDup2(actions, descriptor, descriptor));
            }

            Require(Spawning.AttributesSetSigMask(attributes, signals));
            Require(Spawning.AttributesSetFlags(attributes,
                Spawning.POSIX_SPAWN_SETSIGMASK | Spawning.POSIX_SPAWN_SETSID));
            int id;
            Require(Spawning.PosixSpawn(&id, program, actions, attributes,
                argumentBlock.Pointers, environment.Pointers));
            return new ChildProcess(id);
        }
        finally
        {
            _ = Spawning.FileActionsDestroy(actions);
            _ = Spawning.AttributesDestroy(attributes);
        }
    }

    /// <summary>After it is over: nothing of it stays in the kernel's table.</summary>
    public void Reap()
    {
        int status;
        _ = Spawning.WaitPid(Id, &status, Spawning.WNOHANG);
    }

    public void Dispose() => Descriptor.Dispose();

    private static void Require(int errno)
    {
        if (errno != 0)
        {
            throw new SystemFaultException(errno, "start the sentinel");
        }
    }

    /// <summary>Strings as C has them, with a null at the end of the list.</summary>
    private sealed class StringBlock : IDisposable
    {
        private readonly List<nint> _strings;

        public StringBlock(IEnumerable<string> strings)
        {
            _strings = [.. strings.Select(Marshal.StringToCoTaskMemUTF8)];
            Pointers = (byte**)Marshal.AllocHGlobal((_strings.Count + 1) * sizeof(nint));
            for (var place = 0; place < _strings.Count; place++)
            {
                Pointers[place] = (byte*)_strings[place];
            }

            Pointers[_strings.Count] = null;
        }

        public byte** Pointers { get; }

        public void Dispose()
        {
            _strings.ForEach(Marshal.FreeCoTaskMem);
            Marshal.FreeHGlobal((nint)Pointers);
        }
    }
}
