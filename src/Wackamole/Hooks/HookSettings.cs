using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Configuration;

namespace Wackamole.Hooks;

/// <summary>
/// Which programs run at which event, in the order of the file, and for how long.
/// </summary>
internal sealed record HookSettings(ImmutableArray<Hook> Programs, TimeSpan Timeout)
{
    public static HookSettings From(ConfigurationFile file) => new(
        [.. file.Hooks.Items.Where(hook => hook.Kind == HookKind.Program)], file.HookTimeout);

    public bool Has(HookEvent happened)
    {
        foreach (var program in Programs)
        {
            if (program.Event == happened)
            {
                return true;
            }
        }

        return false;
    }
}
