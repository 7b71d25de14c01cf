namespace Wackamole.Addresses;

/// <summary>How far an address of ours is.</summary>
internal enum HoldState
{
    /// <summary>Asked of the kernel, not read back yet: it may be there.</summary>
    Adding,

    /// <summary>There, read back.</summary>
    Held,

    /// <summary>Its removal was ordered and is not read back yet: it may still be there.</summary>
    Removing,
}
