using Wackamole.Linux;
using Wackamole.Linux.Bpf;

namespace Wackamole.Fencing;

/// <summary>Programs held at an interface by two pinned links (tcx, Linux 6.6 and later).</summary>
internal sealed class LinkHook : IFenceHook
{
    private readonly FencePins _pins;
    private readonly int _interfaceIndex;
    private readonly List<Held> _links = [];

    private LinkHook(FencePins pins, int interfaceIndex) =>
        (_pins, _interfaceIndex) = (pins, interfaceIndex);

    public IEnumerable<string> Pins => _links.Select(link => link.Pin);

    /// <summary>Attaches both, pins them in the place of older ones, and reads back.</summary>
    /// <exception cref="SystemFaultException">Refused: nothing of it stays.</exception>
    public static LinkHook Attach(
        FencePins pins, int interfaceIndex, BpfProgram ingress, BpfProgram egress)
    {
        var hook = new LinkHook(pins, interfaceIndex);
        try
        {
            hook.Attach(TrafficDirection.Ingress, ingress);
            hook.Attach(TrafficDirection.Egress, egress);
            return hook.Fault() is null ? hook
                : throw new SystemFaultException(Linux.Native.ErrorNumber.EBADMSG,
                    $"read back the fence of interface {interfaceIndex}");
        }
        catch
        {
            hook.Detach();
            hook.Dispose();
            throw;
        }
    }

    public string? Fault()
    {
        foreach (var held in _links)
        {
            var listed = BpfLink.List(_interfaceIndex, held.Direction);
            var place = Array.IndexOf(listed, (held.LinkId, held.ProgramId));
            if (place < 0)
            {
                return "its program was taken off";
            }

            // What it lets pass itself would not come to us.
            if (FirstForeign(listed[..place], held.Direction) is { } program)
            {
                return $"program {program} was put before it";
            }

            if (!File.Exists(held.Pin))
            {
                return $"{held.Pin} is gone";
            }
        }

        return null;
    }

    public void Detach()
    {
        foreach (var held in _links)
        {
            FencePins.Remove(held.Pin);
            held.Link.Detach();
        }
    }

    public void Dispose() => _links.ForEach(held => held.Link.Dispose());

    // Other groups' fences hand on what they do not drop.
    private uint? FirstForeign((uint Link, uint Program)[] before, TrafficDirection direction)
    {
        if (before.Length == 0)
        {
            return null;
        }

        var known = _pins.LinksOfOtherGroups(direction, _interfaceIndex);
        foreach (var (link, program) in before)
        {
            if (!known.Contains(link))
            {
                return program;
            }
        }

        return null;
    }

    private void Attach(TrafficDirection direction, BpfProgram program)
    {
        var link = BpfLink.Attach(program, _interfaceIndex, direction);
        var pin = _pins.PathOf(direction, _interfaceIndex);
        _links.Add(new Held(direction, link, link.Id, program.Id, pin));

        // Only now: until here what an older run has left was in its place.
        FencePins.Remove(pin);
        link.Pin(pin);
    }

    private sealed record Held(
        TrafficDirection Direction, BpfLink Link, uint LinkId, uint ProgramId, string Pin);
}
