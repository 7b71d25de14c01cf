using System.Runtime.InteropServices;
using Wackamole.Linux;
using Wackamole.Linux.Corosync;

namespace Wackamole.Tests.Engines;

/// <summary>A corosync that a test plays.</summary>
internal sealed class ScriptedProcessGroup : IProcessGroup
{
    private readonly EventDescriptor _descriptor = new();
    private readonly Queue<ProcessGroupEvent> _coming = new();

    public ProcessGroupMember Self { get; } = new(1, 4711);

    /// <summary>Whether it takes nothing at present.</summary>
    public bool IsFull { get; set; }

    /// <summary>Whether it has died, once it has told what it still had.</summary>
    public bool IsDead { get; set; }

    public List<byte[]> Taken { get; } = [];

    public bool IsDisposed { get; private set; }

    public SafeHandle Handle => _descriptor.Handle;

    public void Tell(params ReadOnlySpan<ProcessGroupEvent> happened)
    {
        foreach (var one in happened)
        {
            _coming.Enqueue(one);
        }
    }

    public bool TryMulticast(ReadOnlySpan<byte> payload)
    {
        if (!IsFull)
        {
            Taken.Add(payload.ToArray());
        }

        return !IsFull;
    }

    public void Dispatch(List<ProcessGroupEvent> happened)
    {
        while (_coming.TryDequeue(out var one))
        {
            happened.Add(one);
        }

        if (IsDead)
        {
            throw new CorosyncException("corosync is lost");
        }
    }

    public void Dispose()
    {
        _descriptor.Dispose();
        IsDisposed = true;
    }
}
