namespace Wackamole.Linux.Netlink;

/// <summary>One request of a batch.</summary>
/// <param name="Owner">The place of the caller's request that it is a part of.</param>
/// <param name="IsRemoval">Remove the address; else add it.</param>
/// <param name="Flags">NLM_F_… of an addition.</param>
internal readonly record struct AddressStep(
    int Owner, bool IsRemoval, KernelAddress Address, ushort Flags)
{
    public static AddressStep Remove(int owner, KernelAddress address) =>
        new(owner, true, address, 0);

    /// <summary>Add what is not there yet (EEXIST where it is).</summary>
    public static AddressStep Add(int owner, KernelAddress address) => new(owner, false, address,
        NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_EXCL);

    /// <summary>Add, or give what is there a new lifetime and our tag.</summary>
    public static AddressStep Refresh(int owner, KernelAddress address) => new(owner, false,
        address, NetlinkConstants.NLM_F_CREATE | NetlinkConstants.NLM_F_REPLACE);
}
