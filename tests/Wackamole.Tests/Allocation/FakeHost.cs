using Wackamole.Core.Allocation;
using Wackamole.Core.Values;
using Wackamole.Core;
using Xunit;

namespace Wackamole.Tests.Allocation;

/// <summary>
/// One host: an allocator, a kernel, and what a node does between them. Its messages wait in
/// Unsent until the order takes them, and it delivers the order of its view at its own speed.
/// </summary>
internal sealed class FakeHost : IAllocationHost
{
    private readonly List<IpAddress> _changes = [];
    private readonly SortedSet<IpAddress> _wanted = [];

    public FakeHost(string name, ulong incarnation)
    {
        Id = new MemberId(name, incarnation);
        Allocator = new Allocator(name, this);
    }

    public MemberId Id { get; }

    public Allocator Allocator { get; }

    public FakeKernel Kernel { get; } = new();

    /// <summary>Given to the group and not yet in any order.</summary>
    public Queue<byte[]> Unsent { get; } = [];

    public ViewOrder? Order { get; private set; }

    /// <summary>Messages of the present view that were delivered here.</summary>
    public int DeliveredCount { get; private set; }

    public bool StateSent { get; private set; }

    public List<string> Reports { get; } = [];

    public List<IpAddress> ConflictsWon { get; } = [];

    /// <summary>Heads whose addition fails here.</summary>
    public HashSet<IpAddress> Broken { get; } = [];

    /// <summary>Sends the State when the test says so, not at once.</summary>
    public bool HoldsStateBack { get; set; }

    public bool HasWork => Order is not null
        && (!StateSent || Unsent.Count > 0 || DeliveredCount < Order.Messages.Count);

    public void Multicast(ReadOnlySpan<byte> message)
    {
        Assert.True(message.Length < Limits.MessageBytes);
        Unsent.Enqueue(message.ToArray());
    }

    public bool HoldsHere(IpAddress head) => Kernel.MayHave(head);

    public void Report(ReportLevel level, string text) => Reports.Add(text);

    public void Install(ViewOrder order, TimeSpan wait, Instant now)
    {
        Order = order;
        DeliveredCount = 0;
        StateSent = false;
        Unsent.Clear();
        Allocator.ViewInstalled(order.View, Id, now + wait, now);
        if (!HoldsStateBack)
        {
            SendState(wait, now);
        }
    }

    public void SendState(TimeSpan wait, Instant now)
    {
        StateSent = true;
        Allocator.SendState(now, wait);
    }

    public void Lose(Instant now)
    {
        Order = null;
        Unsent.Clear();
        Allocator.Lost(now);
        Reconcile(now);
    }

    /// <summary>Hands the oldest message that waits here to the order.</summary>
    public void SendOne() => Order!.Messages.Add((Id, Unsent.Dequeue()));

    public void DeliverOne(Instant now)
    {
        var (sender, message) = Order!.Messages[DeliveredCount++];
        Allocator.Delivered(sender, message, now);
        Order.CheckTable(DeliveredCount, Allocator);
        Reconcile(now);
    }

    public void Tick(Instant now)
    {
        Allocator.Tick(now);
        Reconcile(now);
    }

    /// <summary>Ends what was begun on one head.</summary>
    public void EndKernelWork(IpAddress head, Instant now)
    {
        if (Kernel[head] == KernelPhase.Removing)
        {
            Kernel[head] = KernelPhase.Absent;
            Allocator.Removed(head, now);
        }
        else if (Broken.Contains(head))
        {
            Kernel[head] = KernelPhase.Absent;
            Allocator.AddFailed(head, $"{Id.Name} cannot add {head}", now);
        }
        else
        {
            Kernel[head] = KernelPhase.Held;
            Allocator.Added(head, now);
        }

        _wanted.Add(head);
        Reconcile(now);
    }

    /// <summary>The wanted set against the kernel's, for what may have changed.</summary>
    private void Reconcile(Instant now)
    {
        _changes.Clear();
        if (Allocator.TakeChanges(_changes))
        {
            _changes.AddRange(Allocator.Rows().Select(row => row.Head));
            _changes.AddRange(Kernel.Present);
        }

        Allocator.TakeConflictsWon(ConflictsWon);
        _wanted.UnionWith(_changes);
        foreach (var head in _wanted.ToList())
        {
            var wanted = Allocator.Wanted(head);
            if (!wanted && Kernel[head] is KernelPhase.Adding or KernelPhase.Held)
            {
                Kernel[head] = KernelPhase.Removing;
            }
            else if (wanted && Kernel[head] == KernelPhase.Absent
                && Allocator.MayAdd && now >= Allocator.WaitUntil)
            {
                Kernel[head] = KernelPhase.Adding;
            }

            if (!wanted || Kernel[head] is KernelPhase.Adding or KernelPhase.Held)
            {
                _wanted.Remove(head);
            }
        }
    }
}
