using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>One thing for the shell to do, in the order given.</summary>
public readonly record struct Effect(
    EffectKind Kind, Endpoint Destination, int Link, int Offset, int Length, Instant Deadline,
    NodeAction? Action);
