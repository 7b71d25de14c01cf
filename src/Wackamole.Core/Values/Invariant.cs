using System.Diagnostics.CodeAnalysis;

namespace Wackamole.Core.Values;

/// <summary>
/// Assertions that stay on in production; a false one ends the run, addresses first.
/// </summary>
public static class Invariant
{
    public static void Require([DoesNotReturnIf(false)] bool condition, string promise)
    {
        if (!condition)
        {
            throw new InvariantViolatedException(promise);
        }
    }
}
