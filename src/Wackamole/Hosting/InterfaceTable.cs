using System.Collections.Immutable;
using Wackamole.Core;

namespace Wackamole.Hosting;

/// <summary>
/// The network interfaces as last heard from the kernel. The loop's thread alone writes; every
/// thread reads a snapshot.
/// </summary>
internal sealed class InterfaceTable
{
    private ImmutableDictionary<string, NetworkInterface> _byName =
        ImmutableDictionary.Create<string, NetworkInterface>(StringComparer.Ordinal);

    public InterfaceTable(ImmutableArray<NetworkInterface> interfaces)
    {
        foreach (var one in interfaces)
        {
            _byName = _byName.SetItem(one.Name, one);
        }
    }

    public IEnumerable<NetworkInterface> All => Volatile.Read(ref _byName).Values;

    public NetworkInterface? Find(string name) =>
        Volatile.Read(ref _byName).GetValueOrDefault(name);

    public NetworkInterface? Find(int index)
    {
        foreach (var (_, one) in Volatile.Read(ref _byName))
        {
            if (one.Index == index)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>Takes over what the kernel says; answers whether it is news.</summary>
    public bool Set(NetworkInterface changed)
    {
        var before = Find(changed.Name);
        Volatile.Write(ref _byName, _byName.SetItem(changed.Name, changed));
        return before != changed;
    }

    /// <summary>Answers whether it was known.</summary>
    public bool Remove(string name)
    {
        var before = _byName;
        Volatile.Write(ref _byName, before.Remove(name));
        return before.ContainsKey(name);
    }
}
