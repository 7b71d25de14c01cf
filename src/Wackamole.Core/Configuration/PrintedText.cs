using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Values in the words of the language, so that they read back as they were.</summary>
internal static class PrintedText
{
    /// <summary>
    /// A word in quotes. One that holds both kinds of quote can only have been bare, and is
    /// written so again.
    /// </summary>
    public static string Word(string word) =>
        !word.Contains('"') ? $"\"{word}\""
        : !word.Contains('\'') ? $"'{word}'"
        : word;

    public static string Peer(Peer peer) =>
        peer.Second is { } second ? $"{{ {peer.First} {second} }}" : peer.First.ToString();

    public static string Group(VirtualInterface virtualInterface)
    {
        var addresses = virtualInterface.Addresses.Select(Address).ToList();
        return addresses.Count == 1 ? addresses[0] : $"{{ {string.Join(' ', addresses)} }}";
    }

    public static string Target(NotifyTarget target) =>
        OnInterface(target.Interface, target.Block.Address)
        + $"/{target.Block.PrefixLength}"
        + (target.Throttle > 0 ? $" throttle {target.Throttle}" : string.Empty)
        + (target.Ping ? " ping" : string.Empty);

    public static string Hook(Hook hook)
    {
        var directive = hook.Kind == HookKind.Program ? "Run" : "RunDynamic";
        var when = hook.Event switch
        {
            HookEvent.OnUp => "On Up",
            HookEvent.OnDown => "On Down",
            HookEvent.PostUp => "Post Up",
            _ => "Post Down",
        };
        return $"{directive} {Word(hook.Text)} {when}";
    }

    private static string Address(InterfaceAddress address) =>
        OnInterface(address.Interface, address.Address)
        + $"/{address.PrefixLength}n{address.NeighbourhoodLength}";

    private static string OnInterface(string name, IpAddress address) =>
        name.Length == 0 ? address.ToString()
        : AddressText.IsAmbiguous(name, address) ? $"{name}:[{address}]"
        : $"{name}:{address}";
}
