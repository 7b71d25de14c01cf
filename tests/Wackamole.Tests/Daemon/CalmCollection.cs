using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>
/// Tests that want a calm stretch of time: they run when the others have ended, one by one.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CalmCollection
{
    public const string Name = "calm";
}
