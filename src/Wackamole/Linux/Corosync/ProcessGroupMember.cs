using System.Globalization;

namespace Wackamole.Linux.Corosync;

/// <summary>A process that has joined a group; the next of its node has another number.</summary>
internal readonly record struct ProcessGroupMember(uint Node, uint Process)
{
    /// <summary>«1:4711», as it is called among the group's sessions.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Node}:{Process}");
}
