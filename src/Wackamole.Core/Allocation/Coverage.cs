namespace Wackamole.Core.Allocation;

/// <summary>How one virtual interface is covered, as the table has it.</summary>
public enum Coverage
{
    /// <summary>Nobody holds it and nobody is about to.</summary>
    Uncovered,

    /// <summary>Its next holder is agreed and has not said yet that it is present there.</summary>
    Taking,

    /// <summary>Its holder said that it is present.</summary>
    Held,

    /// <summary>Its holder is to remove it, so that another one can take it.</summary>
    Moving,
}
