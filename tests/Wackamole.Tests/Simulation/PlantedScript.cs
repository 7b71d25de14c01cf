using System.Collections.Immutable;
using System.Text;
using Wackamole.Core;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>What a planted node does, and when, counted from its start.</summary>
internal sealed class PlantedScript
{
    private readonly List<(TimeSpan After, Action<EffectList> Do)> _deeds = [];
    private TimeSpan _after;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<(TimeSpan After, Action<EffectList> Do)> Deeds => _deeds;

    /// <summary>Whether it extends its lease all the time, as a healthy node does.</summary>
    public bool KeepsLease { get; private set; }

    /// <summary>Whether it calls its view one without a majority.</summary>
    public bool LacksMajority { get; private set; }

    /// <summary>Who holds what, in its answer to an operator; null for no answer.</summary>
    public ImmutableArray<string>? SaysHolders { get; private set; }

    /// <summary>Whether all of that is on its way elsewhere.</summary>
    public bool IsMoving { get; private set; }

    public PlantedScript WithoutMajority()
    {
        LacksMajority = true;
        return this;
    }

    public PlantedScript Says(params string[] holders)
    {
        SaysHolders = [.. holders];
        return this;
    }

    public PlantedScript SaysMoving(params string[] holders)
    {
        IsMoving = true;
        return Says(holders);
    }

    public PlantedScript KeepLease()
    {
        KeepsLease = true;
        return this;
    }

    public PlantedScript After(double milliseconds)
    {
        _after = TimeSpan.FromMilliseconds(milliseconds);
        return this;
    }

    public PlantedScript Lease(Instant deadline) => Do(effects => effects.SetLease(deadline));

    public PlantedScript Take(params int[] vips) => Do(effects => effects.Act(
        new NodeAction.AddAddresses([.. vips.Select(ClusterPlan.Address)])));

    public PlantedScript Release(params int[] vips) => Do(effects => effects.Act(
        new NodeAction.RemoveAddresses([.. vips.Select(ClusterPlan.Address)])));

    public PlantedScript Announce(int vip) => Do(effects => effects.Act(
        new NodeAction.Announce([ClusterPlan.Address(vip)])));

    public PlantedScript Hook(HookEvent happened, int vip) => Do(effects => effects.Act(
        new NodeAction.RunHook(happened, ClusterPlan.Address(vip), "planted")));

    public PlantedScript Store(VoterRecord record) =>
        Do(effects => effects.Act(new NodeAction.StoreVoters(record)));

    /// <summary>One byte to another host, by its place.</summary>
    public PlantedScript Send(int host) => Do(effects =>
    {
        effects.Rent(1)[0] = 0;
        effects.Send(ClusterPlan.EndpointOf(host, 0), 0, effects.Keep(1), 1);
    });

    public PlantedScript Finish() => Do(effects => effects.Act(new NodeAction.Finish()));

    public PlantedScript Install(View view) => Report(new NodeReport(
        ReportLevel.Information, ReportKind.ViewInstalled, $"{view}")
    { View = view });

    public PlantedScript Deliver(View view, ulong sequence, MemberId sender, string payload,
        ulong senderSequence = 0) => Report(new NodeReport(
            ReportLevel.Debug, ReportKind.Delivered, payload)
        {
            View = view,
            Sequence = sequence,
            Sender = sender,
            SenderSequence = senderSequence,
            Payload = Encoding.UTF8.GetBytes(payload),
        });

    public PlantedScript Drop(View view, MemberId sender, ulong senderSequence) => Report(
        new NodeReport(ReportLevel.Debug, ReportKind.Dropped, "planted")
        {
            View = view,
            Sender = sender,
            SenderSequence = senderSequence,
        });

    /// <summary>Views of these hosts, each in its first planted incarnation.</summary>
    public static View View(ulong epoch, params string[] names) => new(
        new ViewId(epoch, new MemberId(names[0], 1)),
        [.. names.Select(name => new MemberId(name, 1))]);

    private PlantedScript Report(NodeReport report) =>
        Do(effects => effects.Act(new NodeAction.Log(report)));

    private PlantedScript Do(Action<EffectList> deed)
    {
        _deeds.Add((_after, deed));
        return this;
    }
}
