using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>
/// Programs as filters of a clsact queueing discipline: for kernels before 6.6. They stay where
/// they are without any pin.
/// </summary>
internal sealed class FilterHook : IFenceHook
{
    private readonly FilterSocket _filters;
    private readonly int _interfaceIndex;
    private readonly uint _handle;
    private readonly uint _ingress;
    private readonly uint _egress;

    private FilterHook(
        FilterSocket filters, int interfaceIndex, uint handle, uint ingress, uint egress) =>
        (_filters, _interfaceIndex, _handle, _ingress, _egress) =
            (filters, interfaceIndex, handle, ingress, egress);

    public IEnumerable<string> Pins => [];

    /// <summary>Attaches both in the place of older ones, and reads back.</summary>
    /// <param name="handle">Tells the filters of one group from another's.</param>
    /// <exception cref="SystemFaultException">Refused: nothing of it stays.</exception>
    public static FilterHook Attach(FilterSocket filters, int interfaceIndex, uint handle,
        BpfProgram ingress, BpfProgram egress)
    {
        var hook = new FilterHook(filters, interfaceIndex, handle, ingress.Id, egress.Id);
        var fault = filters.Attach(ingress, interfaceIndex, TrafficDirection.Ingress, handle)
            ?? filters.Attach(egress, interfaceIndex, TrafficDirection.Egress, handle);
        if (fault is null && hook.Fault() is not null)
        {
            fault = new SystemFault($"read back the fence of interface {interfaceIndex}",
                Linux.Native.ErrorNumber.EBADMSG);
        }

        if (fault is not null)
        {
            hook.Detach();
            throw new SystemFaultException(fault);
        }

        return hook;
    }

    public string? Fault() =>
        _filters.FindProgram(_interfaceIndex, TrafficDirection.Ingress, _handle) == _ingress
        && _filters.FindProgram(_interfaceIndex, TrafficDirection.Egress, _handle) == _egress
            ? null : "its program was taken off";

    public void Detach()
    {
        _filters.Detach(_interfaceIndex, TrafficDirection.Ingress, _handle);
        _filters.Detach(_interfaceIndex, TrafficDirection.Egress, _handle);
    }

    public void Dispose()
    {
        // The filters are the kernel's own; the socket is shared.
    }
}
