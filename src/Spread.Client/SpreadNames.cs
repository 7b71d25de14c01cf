namespace Spread.Client;

/// <summary>
/// Which names there may be. A daemon checks private names only; a bad group name is taken, and
/// harms other daemons and clients, so it is refused here.
/// </summary>
public static class SpreadNames
{
    private const char First = '$';
    private const char Last = '~';
    private const char Mark = '#';

    /// <summary>
    /// Whether a session may have this name: up to 10 characters from «$» to «~»; the empty name
    /// lets the daemon choose one.
    /// </summary>
    public static bool IsPrivateName(string name) =>
        name.Length <= SpreadLimits.PrivateNameBytes && name.All(IsPlain);

    /// <summary>Whether a group can be joined: 1 to 31 characters from «$» to «~».</summary>
    public static bool IsGroup(string name) =>
        name.Length is > 0 and <= SpreadLimits.GroupNameBytes && name.All(IsPlain);

    /// <summary>
    /// Whether this is the private group of a session, «#name#daemon»: its address for others, and
    /// its identity in every view.
    /// </summary>
    public static bool IsPrivateGroup(string name)
    {
        var second = name.Length > 1 ? name.IndexOf(Mark, 1) : -1;
        return name.Length <= SpreadLimits.GroupNameBytes && name.Length > 0 && name[0] == Mark
            && second > 1 && second < name.Length - 1
            && name.Where((_, index) => index != 0 && index != second).All(IsPlain);
    }

    /// <summary>The private name in a private group, or null where it is none.</summary>
    public static string? PrivateNameOf(string privateGroup) => IsPrivateGroup(privateGroup)
        ? privateGroup[1..privateGroup.IndexOf(Mark, 1)] : null;

    /// <summary>The daemon's name in a private group, or null where it is none.</summary>
    public static string? DaemonOf(string privateGroup) => IsPrivateGroup(privateGroup)
        ? privateGroup[(privateGroup.IndexOf(Mark, 1) + 1)..] : null;

    private static bool IsPlain(char one) => one is >= First and <= Last;
}
