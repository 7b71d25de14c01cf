using Wackamole.Lab.Engines;

namespace Wackamole.Lab.EndToEnd;

/// <summary>One promise of the whole system, put to the test on real kernels.</summary>
internal abstract class EndToEndCase
{
    /// <summary>The promise, in one sentence without its full stop.</summary>
    public abstract string Name { get; }

    /// <summary>Why it says nothing on an engine; null where it does.</summary>
    public virtual string? NotOn(LabEngine engine) => null;

    /// <summary>Throws where the promise is broken.</summary>
    public abstract void Run(Stage stage);
}
