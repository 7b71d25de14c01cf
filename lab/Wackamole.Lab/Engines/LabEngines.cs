namespace Wackamole.Lab.Engines;

/// <summary>Every engine that a lab can stand on.</summary>
internal static class LabEngines
{
    public static readonly LabEngine Mesh = new MeshEngine();

    public static readonly LabEngine Spread = new SpreadEngine();

    public static readonly LabEngine Corosync = new CorosyncEngine();

    public static readonly IReadOnlyList<LabEngine> All = [Mesh, Spread, Corosync];

    /// <summary>By its name; null where there is none of that name.</summary>
    public static LabEngine? Named(string name) => All.FirstOrDefault(
        engine => string.Equals(engine.Name, name, StringComparison.OrdinalIgnoreCase));
}
