namespace Wackamole.Core.Addresses;

/// <summary>Where one virtual interface stands in this host's kernel.</summary>
public enum AddressPhase
{
    /// <summary>No address of it is present (read back).</summary>
    Absent,

    /// <summary>Its addition was begun; some may be present.</summary>
    Adding,

    /// <summary>All its addresses are present (read back).</summary>
    Held,

    /// <summary>Its removal was begun; some may still be present.</summary>
    Removing,
}
