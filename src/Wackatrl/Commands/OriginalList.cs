using System.Text;
using Wackamole.Core.Control;

namespace Wackatrl.Commands;

/// <summary>
/// The list of the original's «-l», for scripts that read it; owners are named, not numbered.
/// </summary>
internal static class OriginalList
{
    private const int InterfaceColumns = 5;

    public static string Text(ClusterStatus status)
    {
        var text = new StringBuilder();
        foreach (var one in status.VirtualInterfaces)
        {
            text.Append("Owner: ").Append(one.Holder ?? "not acquired").Append('\n');
            IReadOnlyList<string> addresses =
                one.Addresses.IsDefaultOrEmpty ? [OfOthers(one.Name)] : one.Addresses;
            for (var index = 0; index < addresses.Count; index++)
            {
                text.Append(index == 0 ? "\t*   " : "\t -> ")
                    .Append(Aligned(addresses[index])).Append('\n');
            }
        }

        return text.ToString();
    }

    // This host's configuration does not list it: its interface and prefix are not known here.
    private static string OfOthers(string head) =>
        $"?:{head}/{(head.Contains(':', StringComparison.Ordinal) ? 128 : 32)}";

    private static string Aligned(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? address
            : address[..colon].PadLeft(InterfaceColumns) + address[colon..];
    }
}
