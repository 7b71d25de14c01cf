using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Xunit;
using static Wackamole.Linux.Bpf.BpfRegister;

namespace Wackamole.Tests.Linux.Bpf;

public sealed class BpfProgramTests
{
    private static readonly byte[] Frame = new byte[60];

    [Fact]
    public void An_accepted_program_judges_packets() => BpfHost.Run(() =>
    {
        using var program = BpfProgram.Load("drop", Answering(2));
        Assert.Equal(2, program.TestRun(Frame, 0, 1, out _));
    });

    [Fact]
    public void A_refused_program_is_told_in_the_verifiers_words() => BpfHost.Run(() =>
    {
        // Ends without an answer: R0 was never set.
        var refused = Assert.Throws<SystemFaultException>(
            () => BpfProgram.Load("bad", new BpfAssembler().Exit().Assemble()));
        Assert.Contains("load the program bad", refused.Message, StringComparison.Ordinal);
        Assert.Contains("R0 !read_ok", refused.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(TrafficDirection.Ingress)]
    [InlineData(TrafficDirection.Egress)]
    internal void A_link_is_listed_pinned_and_taken_off(TrafficDirection direction) =>
        BpfHost.RunWithCable(() =>
    {
        var near = NetworkNamespace.IndexOf("near");
        var pin = BpfFileSystem.Root + "/link";
        using var program = BpfProgram.Load("pass", Answering(-1));
        uint id;
        using (var link = BpfLink.Attach(program, near, direction))
        {
            id = link.Id;
            Assert.Equal((near, program.Id), (link.InterfaceIndex, link.ProgramId));
            Assert.Equal([(id, program.Id)], BpfLink.List(near, direction));
            link.Pin(pin);
        }

        // Nobody holds it now but its pin.
        Assert.Equal([(id, program.Id)], BpfLink.List(near, direction));
        using (var again = BpfLink.Open(pin))
        {
            Assert.Equal(id, again.Id);
            Assert.Null(again.Detach());
            Assert.Equal(0, again.InterfaceIndex);
        }

        Assert.Empty(BpfLink.List(near, direction));
    });

    [Fact]
    public void An_unpinned_link_goes_with_its_descriptor() => BpfHost.RunWithCable(() =>
    {
        var near = NetworkNamespace.IndexOf("near");
        using var program = BpfProgram.Load("pass", Answering(-1));
        BpfLink.Attach(program, near, TrafficDirection.Egress).Dispose();
        Assert.Empty(BpfLink.List(near, TrafficDirection.Egress));
    });

    [Fact]
    public void A_filter_is_found_replaced_and_taken_off() => BpfHost.RunWithCable(() =>
    {
        const uint Handle = 0x1234;
        var near = NetworkNamespace.IndexOf("near");
        using var filters = new FilterSocket();
        using var first = BpfProgram.Load("first", Answering(-1));
        using var second = BpfProgram.Load("second", Answering(-1));
        foreach (var direction in Enum.GetValues<TrafficDirection>())
        {
            Assert.Null(filters.FindProgram(near, direction, Handle));
            Assert.Null(filters.Attach(first, near, direction, Handle));
            Assert.Null(filters.Attach(first, near, direction, Handle + 1));
            Assert.Equal(first.Id, filters.FindProgram(near, direction, Handle));
            Assert.Null(filters.Attach(second, near, direction, Handle));
            Assert.Equal(second.Id, filters.FindProgram(near, direction, Handle));
            Assert.Null(filters.Detach(near, direction, Handle));
            Assert.Null(filters.Detach(near, direction, Handle));
            Assert.Null(filters.FindProgram(near, direction, Handle));
            Assert.Equal(first.Id, filters.FindProgram(near, direction, Handle + 1));
        }
    });

    private static BpfInstruction[] Answering(int verdict) =>
        new BpfAssembler().Move(R0, verdict).Exit().Assemble();
}
