using System.IO.Pipes;
using Wackamole.Tests.Daemon;
using Wackatrl;
using Xunit;

namespace Wackamole.Tests.Wackatrl;

public sealed class OutputStreamTests
{
    [Fact]
    public void Pipe_whose_reader_has_gone_is_noticed()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var output = OutputStream.Open(Writing(pipe))!;
        output.Write("heard\n");
        Assert.Equal('h', pipe.ReadByte());
        pipe.Dispose();

        Assert.Throws<IOException>(() => output.Write("not heard\n"));
    }

    [Fact]
    public void File_is_left_to_the_runtime_which_shares_its_position()
    {
        using var folder = new ScratchFolder();
        using var file = File.Create(folder.Path("out"));

        Assert.Null(OutputStream.Open(file.SafeFileHandle));
    }

    [Theory]
    [InlineData(32, "")]
    [InlineData(28, "wackatrl: what was to be said cannot be written: full\n")]
    public void Output_that_cannot_be_written_ends_the_command_with_4(int errno, string error)
    {
        using var folder = new ScratchFolder();
        using var broken = new BrokenWriter(errno);
        var run = CommandRun.With(around => around with { Output = broken }, "keygen");

        Assert.Equal((4, error), (run.Status, run.Error));
    }

    [Fact]
    public void Watching_ends_when_nobody_reads_any_more()
    {
        using var folder = new ScratchFolder();
        using var daemon = ScriptedDaemon.Replying(folder.Path("s"),
            new Core.Control.ControlReply(null, null, SampleStatus.Healthy));
        using var broken = new BrokenWriter(32);
        var run = CommandRun.With(around => around with { Output = broken },
            "--watch", "0.1", "--socket", folder.Path("s"));

        Assert.Equal(4, run.Status);
    }

    // Of its own: the pipe closes the one that it made when it is asked for it.
    private static Microsoft.Win32.SafeHandles.SafeFileHandle Writing(
        AnonymousPipeServerStream pipe)
    {
        var handle = pipe.ClientSafePipeHandle.DangerousGetHandle();
        return new Microsoft.Win32.SafeHandles.SafeFileHandle(handle, ownsHandle: false);
    }

    private sealed class BrokenWriter(int errno) : StringWriter
    {
        public override void Write(string? value) => throw new IOException("full", errno);
    }
}
