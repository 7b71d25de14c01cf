namespace Wackatrl.Diagnosis;

/// <summary>How much a finding matters; the worst sorts last.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Good to know; nothing has to be done.</summary>
    Note,

    /// <summary>This user may not look, or the file says nothing that is understood.</summary>
    Unknown,

    /// <summary>It works, worse or less safely than it could.</summary>
    Warning,

    /// <summary>Something that the configuration asks for does not work.</summary>
    Problem,
}
