using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Logging;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class LogWriterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public void Lines_arrive_in_their_order_and_whole()
    {
        using var output = new StubbornStream();
        using (var writer = new LogWriter(output, new LineFormat(true, false)))
        {
            for (var line = 0; line < 1000; line++)
            {
                writer.Write(LogLevel.Information, $"line {line}");
            }

            Assert.True(writer.Finish(Bound));
        }

        Assert.Equal(
            string.Concat(Enumerable.Range(0, 1000).Select(line => $"<6>line {line}\n")),
            output.Text);
    }

    [Fact]
    public void Log_that_cannot_be_written_costs_lines_and_no_time()
    {
        using var output = new StubbornStream();
        output.Block();
        using var writer = new LogWriter(output, new LineFormat(true, false));
        writer.Write(LogLevel.Information, "the writer is stuck with this one");
        Assert.True(output.IsStuck.Wait(Bound));

        var watch = Stopwatch.StartNew();
        const int Extra = 1000;
        for (var line = 0; line < Limits.WaitingLogLines + Extra; line++)
        {
            writer.Write(LogLevel.Information, "x");
        }

        // A second for five thousand lines on a machine that stalls; stuck would be for ever.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"logging took {watch.Elapsed}");
        Assert.Equal(Extra, writer.Lost);
        Assert.False(writer.Finish(TimeSpan.FromMilliseconds(50)));

        output.Unblock();
        Assert.True(writer.Finish(Bound));
        Assert.Contains($"<4>{Extra} lines of this log were lost", output.Text,
            StringComparison.Ordinal);
        Assert.Equal(Limits.WaitingLogLines, output.Text.Split("<6>x\n").Length - 1);
    }

    [Fact]
    public void Full_disk_loses_lines_and_says_how_many_when_there_is_room_again()
    {
        using var output = new StubbornStream { IsFull = true };
        using var writer = new LogWriter(output, new LineFormat(true, false));
        writer.Write(LogLevel.Information, "lost");
        Assert.True(SpinWait.SpinUntil(() => writer.Lost == 1, Bound));

        output.IsFull = false;
        writer.Write(LogLevel.Information, "kept");
        Assert.True(writer.Finish(Bound));

        Assert.DoesNotContain("<6>lost", output.Text, StringComparison.Ordinal);
        Assert.Contains("<6>kept\n<4>1 lines of this log were lost", output.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_that_is_logged_stands_in_the_same_line()
    {
        using var output = new StubbornStream();
        using (var writer = new LogWriter(output, new LineFormat(true, false)))
        using (var factory = LoggerFactory.Create(
            builder => builder.AddProvider(new LineLoggerProvider(writer))))
        {
#pragma warning disable CA1848, CA2254 // Only the provider is of interest here.
            factory.CreateLogger("a").LogError(new IOException("no\nroom"), "it failed:");
#pragma warning restore CA1848, CA2254
            Assert.True(writer.Finish(Bound));
        }

        Assert.Equal("<3>it failed: System.IO.IOException: no | room\n", output.Text);
    }

    /// <summary>
    /// A stream that blocks like a pipe that nobody reads, or is full like a disk.
    /// </summary>
    private sealed class StubbornStream : MemoryStream
    {
        private readonly ManualResetEventSlim _open = new(true);
        private volatile bool _isFull;

        public ManualResetEventSlim IsStuck { get; } = new();

        public bool IsFull
        {
            get => _isFull;
            set => _isFull = value;
        }

        public string Text => Encoding.UTF8.GetString(ToArray());

        public void Block() => _open.Reset();

        public void Unblock() => _open.Set();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!_open.IsSet)
            {
                IsStuck.Set();
                _open.Wait();
            }

            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer.ToArray(), 0, buffer.Length);
        }

        public override void Write(byte[] buffer, int offset, int count) =>
            Write(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            _open.Set();
            base.Dispose(disposing);
        }
    }
}
