using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Lease;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>Processes, by proc(5).</summary>
internal sealed class ProcessInspector(HostTree tree)
{
    /// <summary>SCHED_FIFO and SCHED_RR (sched.h).</summary>
    private static readonly ImmutableArray<long> RealTimePolicies = [1, 2];

    /// <param name="id">A process id, or «self».</param>
    public Reading<ProcessFacts> Of(string id) => tree.Text($"/proc/{id}/status").Then(status =>
    {
        if (!ProcText.TryFirst(ProcText.Field(status, "Pid"), out var number)
            || !ProcText.TryFirst(ProcText.Field(status, "Uid"), out var user)
            || !ProcText.TryMask(ProcText.Field(status, "CapEff"), out var held)
            || !ProcText.TryMask(ProcText.Field(status, "CapBnd"), out var bounding))
        {
            return Reading<ProcessFacts>.Failed($"/proc/{id}/status is not understood");
        }

        var limits = tree.Text($"/proc/{id}/limits");
        return Reading<ProcessFacts>.Of(new ProcessFacts
        {
            Id = (int)number,
            UserId = user,
            Capabilities = held,
            Bounding = bounding,
            LockedKb = ProcText.TryFirst(ProcText.Field(status, "VmLck"), out var locked)
                ? locked : 0,
            HasRealTime = HasRealTime(id),
            PriorityLimit = limits.IsKnown
                ? ProcText.Limit(limits.Value, "Max realtime priority") : null,
            LockLimitBytes = limits.IsKnown
                ? ProcText.Limit(limits.Value, "Max locked memory") : null,
        });
    });

    public Reading<ImmutableArray<RunningProgram>> All()
    {
        var own = tree.Link(FencePlace.LinkOfThreadsNetwork);
        return tree.Names("/proc").Then(names => Reading<ImmutableArray<RunningProgram>>.Of(
            [.. names.Where(name => name.All(char.IsAsciiDigit))
                .Select(name => (Id: name, Name: tree.Line($"/proc/{name}/comm")))
                .Where(one => one.Name is { IsKnown: true, Value.Length: > 0 })
                .Select(one => new RunningProgram(
                    int.Parse(one.Id, CultureInfo.InvariantCulture), one.Name.Value!,
                    IsHere(one.Id, own)))]));
    }

    /// <summary>Whether it is in this command's network; null where that is hidden.</summary>
    public bool? IsHere(string id, Reading<string> own) =>
        tree.Link($"/proc/{id}/ns/net") is { IsKnown: true, Value: { } network } && own.IsKnown
            ? network == own.Value : null;

    private Reading<bool> HasRealTime(string id) => tree.Names($"/proc/{id}/task").Then(threads =>
        Reading<bool>.Of(threads.Any(thread =>
            tree.Line($"/proc/{id}/task/{thread}/stat") is { IsKnown: true, Value: { } stat }
            && ProcText.Policy(stat) is { } policy && RealTimePolicies.Contains(policy))));
}
