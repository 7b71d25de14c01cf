namespace Wackamole.Fencing;

/// <summary>What the fence does about one address: the value in the map «vips».</summary>
internal enum VipState : ulong
{
    /// <summary>On its way in or out: nothing is answered, whatever the lease says.</summary>
    Closed = 0,

    /// <summary>On an interface here: answered while the lease is valid.</summary>
    Held = 1,

    /// <summary>
    /// Not here: this host itself says nothing in its name, and passes on what others send.
    /// </summary>
    Elsewhere = 2,
}
