using Wackamole.Core;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// Turns the kernel's notices into what the node has to know: interfaces that changed at once,
/// and lost addresses once the worker has looked. A notice that an address went may be older than
/// its return, or our own doing: by itself it proves nothing.
/// </summary>
internal sealed class AddressKeeper(
    InterfaceTable interfaces, HeldAddresses held, AddressWorker worker)
{
    /// <summary>From the loop: what one notice means for the node, or null.</summary>
    public NodeEvent? Translate(RouteNotice notice)
    {
        switch (notice)
        {
            case RouteNotice.LinkChanged link:
                return Translate(new NodeEvent.InterfaceChanged(link.Interface, link.Present));
            case RouteNotice.AddressRemoved removed:
                if (held.Find(removed.Address) is { State: HoldState.Held } entry
                    && entry.InterfaceIndex == removed.InterfaceIndex)
                {
                    worker.Check();
                }

                return null;
            case RouteNotice.Overrun:
                worker.CheckAll();
                return null;
            default:
                return null;
        }
    }

    /// <summary>From the loop: the change, if it is news.</summary>
    public NodeEvent? Translate(NodeEvent.InterfaceChanged changed)
    {
        var name = changed.Interface.Name;
        if (changed.Present)
        {
            return ForgetOldName(changed.Interface) ?? (interfaces.Set(changed.Interface)
                ? changed : null);
        }

        // An interface of this name may have been made anew before the notice was read.
        return interfaces.Find(name)?.Index == changed.Interface.Index && interfaces.Remove(name)
            ? changed : null;
    }

    // The same index under another name is a renamed interface: the old one is gone. The worker's
    // listing brings the new one.
    private NodeEvent.InterfaceChanged? ForgetOldName(NetworkInterface present)
    {
        if (interfaces.Find(present.Index) is not { } known
            || string.Equals(known.Name, present.Name, StringComparison.Ordinal))
        {
            return null;
        }

        interfaces.Remove(known.Name);
        worker.CheckAll();
        return new NodeEvent.InterfaceChanged(known, Present: false);
    }
}
