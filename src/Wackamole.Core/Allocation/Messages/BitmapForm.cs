namespace Wackamole.Core.Allocation.Messages;

/// <summary>How a bitmap is written: most are empty or full. Append only: on the wire.</summary>
public enum BitmapForm : byte
{
    Empty = 0,
    Full = 1,

    /// <summary>A byte for each eight bits, the first in the lowest bit.</summary>
    Bits = 2,
}
