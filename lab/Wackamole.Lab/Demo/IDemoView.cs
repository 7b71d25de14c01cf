using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>Shows a demo to somebody; called from the thread that plays it.</summary>
internal interface IDemoView
{
    /// <summary>The cluster is up, and nothing has happened yet.</summary>
    void Ready();

    /// <summary>Something is about to happen.</summary>
    void Begin(DemoStep step);

    /// <summary>It has happened, and this is what it cost.</summary>
    void End(DemoStep step, Interruption seen);
}
