using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>What may name a network interface (the kernel's dev_valid_name).</summary>
internal static class InterfaceName
{
    /// <summary>Why this cannot name one, or null where it can.</summary>
    public static Fault? Fault(string name)
    {
        var bytes = Encoding.UTF8.GetByteCount(name);
        if (bytes > Limits.InterfaceNameBytes)
        {
            return new Fault(DiagnosticKind.InterfaceNameTooLong,
                $"the interface name `{Token.Shorten(name)}` has {bytes} characters, " +
                $"and Linux allows {Limits.InterfaceNameBytes}",
                "Write the name as `ip link` shows it.");
        }

        return name is "" or "." or ".." || name.AsSpan().IndexOfAny("/:\"'=[],;") >= 0
            ? new Fault(DiagnosticKind.InterfaceNameUnusable,
                $"`{Token.Shorten(name)}` cannot name an interface",
                "Write the name as `ip link` shows it.")
            : null;
    }
}
