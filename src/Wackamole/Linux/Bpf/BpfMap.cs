using Wackamole.Linux.Native;

namespace Wackamole.Linux.Bpf;

/// <summary>
/// A table that programs in the kernel and this process share (bpf(2)). Its elements may be
/// changed from any thread.
/// </summary>
internal sealed unsafe class BpfMap : IDisposable
{
    private readonly DescriptorHandle _handle;
    private readonly string _name;

    private BpfMap(DescriptorHandle handle, string name) => (_handle, _name) = (handle, name);

    /// <summary>The descriptor, as a program's instructions name it.</summary>
    public int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>The kernel's number of it.</summary>
    public uint Id => BpfObject.InfoOf(_handle).Id;

    /// <summary>Any keys, found by hashing; memory is taken as they come.</summary>
    /// <exception cref="SystemFaultException">Not permitted (CAP_BPF), or no memory.</exception>
    public static BpfMap Hash(string name, int keyBytes, int valueBytes, int mostEntries) =>
        Create(name, BpfCalls.BPF_MAP_TYPE_HASH, keyBytes, valueBytes, mostEntries,
            BpfCalls.BPF_F_NO_PREALLOC);

    /// <summary>One value of so many numbers of 64 bits, which this process can map.</summary>
    /// <exception cref="SystemFaultException">Not permitted (CAP_BPF), or no memory.</exception>
    public static BpfMap Words(string name, int count) =>
        Create(name, BpfCalls.BPF_MAP_TYPE_ARRAY, sizeof(uint), count * sizeof(ulong), 1,
            BpfCalls.BPF_F_MMAPABLE);

    /// <summary>The map that is pinned at a path.</summary>
    /// <exception cref="SystemFaultException">None is, or not for us.</exception>
    public static BpfMap Open(string path) => new(BpfObject.Open(path), path);

    /// <exception cref="SystemFaultException">Not pinned.</exception>
    public void Pin(string path) => BpfObject.Pin(_handle, path);

    /// <summary>Sets one element; null where it is set.</summary>
    public SystemFault? Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            var request = new BpfAttributes.MapElement
            {
                Map = BpfObject.NumberOf(_handle),
                Key = (ulong)keyBytes,
                Value = (ulong)valueBytes,
            };
            return BpfCalls.Bpf(BpfCalls.BPF_MAP_UPDATE_ELEM, ref request) == 0 ? null
                : new SystemFault($"write to the map {_name}", ErrorNumber.Last);
        }
    }

    /// <summary>Reads one element; false where there is none.</summary>
    public bool TryLookUp(ReadOnlySpan<byte> key, Span<byte> value)
    {
        fixed (byte* keyBytes = key, valueBytes = value)
        {
            var request = new BpfAttributes.MapElement
            {
                Map = BpfObject.NumberOf(_handle),
                Key = (ulong)keyBytes,
                Value = (ulong)valueBytes,
            };
            return BpfCalls.Bpf(BpfCalls.BPF_MAP_LOOKUP_ELEM, ref request) == 0;
        }
    }

    /// <summary>Removes one element; null where it is gone, also if there was none.</summary>
    public SystemFault? Remove(ReadOnlySpan<byte> key)
    {
        fixed (byte* keyBytes = key)
        {
            var request = new BpfAttributes.MapElement
            {
                Map = BpfObject.NumberOf(_handle),
                Key = (ulong)keyBytes,
            };
            return BpfCalls.Bpf(BpfCalls.BPF_MAP_DELETE_ELEM, ref request) == 0
                || ErrorNumber.Last == ErrorNumber.ENOENT ? null
                : new SystemFault($"remove from the map {_name}", ErrorNumber.Last);
        }
    }

    /// <summary>Maps the numbers of a map of words into this process.</summary>
    /// <exception cref="SystemFaultException">No memory.</exception>
    public MappedWords MapWords(int count) => MappedWords.Of(_handle, count);

    public void Dispose() => _handle.Dispose();

    private static BpfMap Create(
        string name, uint kind, int keyBytes, int valueBytes, int mostEntries, uint flags)
    {
        var request = new BpfAttributes.MapCreate
        {
            Type = kind,
            KeyBytes = (uint)keyBytes,
            ValueBytes = (uint)valueBytes,
            MaxEntries = (uint)mostEntries,
            Flags = flags,
        };
        BpfObject.PutName(request.Name, name);
        return new BpfMap(BpfObject.Own(
            BpfCalls.Bpf(BpfCalls.BPF_MAP_CREATE, ref request), $"make the map {name}"), name);
    }
}
