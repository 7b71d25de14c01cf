using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Hooks;

/// <summary>One event that programs are to be told of.</summary>
/// <param name="VirtualInterface">Null for the events that end a batch.</param>
internal sealed record HookRequest(
    HookEvent Event, VirtualInterface? VirtualInterface, string Reason, string Node, string Group)
{
    /// <summary>For the log.</summary>
    public string Subject => VirtualInterface is null
        ? HookJson.NameOf(Event)
        : $"{HookJson.NameOf(Event)} of {VirtualInterface.Head}";
}
