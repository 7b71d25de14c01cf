using System.Text;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>A program for packets (BPF_PROG_TYPE_SCHED_CLS) that the kernel has accepted.</summary>
internal sealed unsafe class BpfProgram : IDisposable
{
    /// <summary>What a verifier that refuses says at most here.</summary>
    private const int LogBytes = 64 * 1024;

    /// <summary>The end of it names the instruction and the reason.</summary>
    private const int LogLines = 4;

    private const uint LogLevel = 1;

    private readonly DescriptorHandle _handle;

    private BpfProgram(DescriptorHandle handle) => _handle = handle;

    public int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>The kernel's number of it.</summary>
    public uint Id => BpfObject.InfoOf(_handle).Id;

    /// <summary>Hands a program to the kernel's verifier.</summary>
    /// <exception cref="SystemFaultException">
    /// Refused: not permitted (CAP_BPF and CAP_NET_ADMIN), or for what the verifier says.
    /// </exception>
    public static BpfProgram Load(string name, IReadOnlyList<BpfInstruction> instructions)
    {
        var descriptor = TryLoad(name, instructions, null);
        if (descriptor < 0 && ErrorNumber.Last is ErrorNumber.EINVAL or ErrorNumber.EACCES)
        {
            // Again for the verifier's words: it costs nothing where all is well.
            var log = new byte[LogBytes];
            descriptor = TryLoad(name, instructions, log);
            if (descriptor < 0)
            {
                throw new SystemFaultException(
                    ErrorNumber.Last, $"load the program {name}", EndOf(log));
            }
        }

        return new BpfProgram(BpfObject.Own(descriptor, $"load the program {name}"));
    }

    /// <summary>
    /// Lets the program judge one packet, so many times (BPF_PROG_TEST_RUN); nothing is sent.
    /// </summary>
    /// <param name="ingressInterface">Where the packet came from; 0 for this host itself.</param>
    /// <param name="runNanoseconds">What one run took on average.</param>
    /// <exception cref="SystemFaultException">The kernel runs nothing.</exception>
    public int TestRun(
        ReadOnlySpan<byte> packet, int ingressInterface, int repeat, out uint runNanoseconds)
    {
        const int ContextBytes = 192;
        const int IngressInterfaceOffset = 36;
        var context = stackalloc byte[ContextBytes];
        new Span<byte>(context, ContextBytes).Clear();
        *(int*)(context + IngressInterfaceOffset) = ingressInterface;
        fixed (byte* bytes = packet)
        {
            var request = new BpfAttributes.TestRun
            {
                Program = BpfObject.NumberOf(_handle),
                Packet = (ulong)bytes,
                PacketBytes = (uint)packet.Length,
                Repeat = (uint)repeat,
                Context = (ulong)context,
                ContextBytes = ContextBytes,
            };
            if (BpfCalls.Bpf(BpfCalls.BPF_PROG_TEST_RUN, ref request) != 0)
            {
                throw BpfObject.LastFault("run a program for a test");
            }

            runNanoseconds = request.DurationNanoseconds;
            return (int)request.Verdict;
        }
    }

    public void Dispose() => _handle.Dispose();

    private static int TryLoad(
        string name, IReadOnlyList<BpfInstruction> instructions, byte[]? log)
    {
        // No licence is claimed: the helpers that are called are open to any program.
        byte noLicense = 0;
        fixed (byte* code = BpfInstruction.Encode(instructions))
        fixed (byte* logBytes = log)
        {
            var request = new BpfAttributes.ProgramLoad
            {
                Type = BpfCalls.BPF_PROG_TYPE_SCHED_CLS,
                InstructionCount = (uint)instructions.Count,
                Instructions = (ulong)code,
                License = (ulong)&noLicense,
                LogLevel = log is null ? 0 : LogLevel,
                LogBytes = (uint)(log?.Length ?? 0),
                Log = (ulong)logBytes,
            };
            BpfObject.PutName(request.Name, name);
            return BpfCalls.Bpf(BpfCalls.BPF_PROG_LOAD, ref request);
        }
    }

    private static string? EndOf(byte[] log)
    {
        var text = Encoding.UTF8.GetString(log.AsSpan(0, Math.Max(0, log.IndexOf((byte)0))));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null
            : "the verifier says: " + string.Join(" | ", lines.TakeLast(LogLines));
    }
}
