namespace Wackatrl.Diagnosis.Facts;

/// <summary>
/// A setting of net/ipv4/conf or net/ipv6/conf, of which the kernel takes the larger one of
/// «all» and the interface (include/linux/inetdevice.h: IN_DEV_MAXCONF, IN_DEV_ORCONF).
/// </summary>
/// <param name="Name">As sysctl(8) has it, without its family: arp_ignore.</param>
internal sealed record KernelSetting(string Name, Reading<long> All, Reading<long> Own)
{
    /// <summary>What the kernel goes by; known only where both are.</summary>
    public Reading<long> Effective => !All.IsKnown ? All : !Own.IsKnown ? Own
        : Reading<long>.Of(Math.Max(All.Value, Own.Value));
}
