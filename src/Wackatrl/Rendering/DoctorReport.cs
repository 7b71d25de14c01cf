using System.Collections.Immutable;
using Wackatrl.Diagnosis;

namespace Wackatrl.Rendering;

/// <summary>What «doctor --json» prints: docs/OPERATIONS.md has its fields.</summary>
internal sealed record DoctorReport(
    int Problems, int Warnings, int Unknown, ImmutableArray<DoctorFinding> Findings)
{
    public static DoctorReport Of(ImmutableArray<Finding> findings)
    {
        return new DoctorReport(Count(Severity.Problem), Count(Severity.Warning),
            Count(Severity.Unknown), [.. findings.Select(one => new DoctorFinding(
                one.Area.ToString().ToLowerInvariant(), one.Rule, one.Subject,
                FindingMark.Word(one.Severity), one.Found, one.Cost, one.Remedy))]);

        int Count(Severity severity) => findings.Count(one => one.Severity == severity);
    }
}
