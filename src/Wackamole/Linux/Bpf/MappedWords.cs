using System.Runtime.CompilerServices;
using Wackamole.Core.Values;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// Numbers of 64 bits in memory that programs in the kernel read and write as well: no system call
/// is needed. Each is read and written as a whole; any thread may.
/// </summary>
internal sealed unsafe class MappedWords : IDisposable
{
    private readonly long* _words;
    private readonly int _count;
    private readonly nuint _bytes;

    private MappedWords(nint address, int count)
    {
        _words = (long*)address;
        _count = count;
        _bytes = (nuint)(count * sizeof(long));
    }

    /// <exception cref="SystemFaultException">No memory.</exception>
    public static MappedWords Of(DescriptorHandle map, int count)
    {
        var address = BpfCalls.MMap(0, (nuint)(count * sizeof(long)),
            BpfCalls.PROT_READ | BpfCalls.PROT_WRITE, BpfCalls.MAP_SHARED, map, 0);
        return address == -1
            ? throw new SystemFaultException(ErrorNumber.Last, "map the fence's words")
            : new MappedWords(address, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Read(int index)
    {
        Invariant.Require((uint)index < (uint)_count, "a word that is there");
        return Volatile.Read(ref _words[index]);
    }

    /// <summary>One store, not divided and not moved before what was written earlier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int index, long value)
    {
        Invariant.Require((uint)index < (uint)_count, "a word that is there");
        Volatile.Write(ref _words[index], value);
    }

    /// <summary>Only when no thread can use it any more.</summary>
    public void Dispose() => _ = BpfCalls.MUnmap((nint)_words, _bytes);
}
