using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis;

/// <summary>
/// Judges one kind of fact. Pure: the same facts give the same findings, and what could not be
/// read is said to be unknown, never guessed.
/// </summary>
internal abstract class Rule(Area area, string name)
{
    public Area Area => area;

    /// <summary>Kept from release to release: scripts know it.</summary>
    public string Name => name;

    /// <summary>Nothing where the rule does not concern this host.</summary>
    public abstract IEnumerable<Finding> Judge(HostFacts host);

    protected Finding Good(string found, string? subject = null) =>
        Make(Severity.Ok, subject, found);

    protected Finding Note(
        string found, string? cost = null, string? remedy = null, string? subject = null) =>
        Make(Severity.Note, subject, found, cost, remedy);

    protected Finding Warn(string found, string cost, string remedy, string? subject = null) =>
        Make(Severity.Warning, subject, found, cost, remedy);

    protected Finding Bad(string found, string cost, string remedy, string? subject = null) =>
        Make(Severity.Problem, subject, found, cost, remedy);

    /// <summary>As Bad where the configuration insists, else as Warn.</summary>
    protected Finding BadIf(bool insists, string found, string cost, string remedy) => insists
        ? Bad(found, cost, remedy) : Warn(found, cost, remedy);

    /// <summary>What is said of something that could not be read.</summary>
    protected Finding Hidden<T>(string what, Reading<T> reading, string? subject = null) =>
        Make(Severity.Unknown, subject, $"{what} is not known: {reading.Why}", null,
            reading.IsDenied ? "run `wackatrl doctor` as root" : null);

    private Finding Make(Severity severity, string? subject, string found, string? cost = null,
        string? remedy = null) => new(area, name, subject, severity, found, cost, remedy);
}
