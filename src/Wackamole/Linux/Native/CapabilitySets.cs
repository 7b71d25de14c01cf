using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// Two struct __user_cap_data_struct of linux/capability.h: bits 0-31, then 32-63.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilitySets
{
    public uint EffectiveLow;
    public uint PermittedLow;
    public uint InheritableLow;
    public uint EffectiveHigh;
    public uint PermittedHigh;
    public uint InheritableHigh;

    public readonly ulong Effective => ((ulong)EffectiveHigh << 32) | EffectiveLow;

    public readonly ulong Permitted => ((ulong)PermittedHigh << 32) | PermittedLow;

    /// <summary>The same capabilities in all three sets.</summary>
    public static CapabilitySets All(ulong mask)
    {
        var (low, high) = ((uint)mask, (uint)(mask >> 32));
        return new CapabilitySets
        {
            EffectiveLow = low,
            PermittedLow = low,
            InheritableLow = low,
            EffectiveHigh = high,
            PermittedHigh = high,
            InheritableHigh = high,
        };
    }
}
