using Spread.Client;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>Sessions that are lost: what had arrived is handed out, then the reason.</summary>
public sealed class SessionLossTests
{
    private static readonly RegularMessage Message = new()
    {
        Service = ServiceType.Agreed,
        Sender = "#bob#n2",
        Groups = ["g"],
        Data = new byte[1000],
    };

    private static byte[] Whole => DaemonFrames.Encode(Message, false);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(1079)]
    public async Task Daemon_that_dies_at_any_byte_loses_the_session(int bytes)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.WriteAsync([.. Whole, .. Whole[..bytes]]);
            session.Close();
        });
        await using var session = await daemon.ConnectAsync();
        Assert.IsType<RegularMessage>(await session.ReceiveAsync());
        var fault = await Assert.ThrowsAsync<SpreadException>(
            async () => await session.ReceiveAsync());
        Assert.Equal((SpreadError.ConnectionClosed, true), (fault.Error, fault.IsTransient));
        Assert.Equal(bytes > 0, fault.Message.Contains("middle", StringComparison.Ordinal));
        await session.Ended.WaitAsync(Eventually.Bound);
    }

    [Fact]
    public async Task Reset_loses_the_session()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.ReadFrameAsync();
            session.Reset();
        });
        await using var session = await daemon.ConnectAsync();
        await session.JoinAsync("g");
        var fault = await Assert.ThrowsAsync<SpreadException>(
            async () => await session.ReceiveAsync());
        Assert.Equal(SpreadError.ConnectionClosed, fault.Error);
        await session.Ended.WaitAsync(Eventually.Bound);
        await Assert.ThrowsAsync<SpreadException>(() => session.JoinAsync("g"));
    }

    [Fact]
    public async Task Loss_ends_the_stream_of_messages_with_its_reason()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.WriteAsync(Whole);
            session.Close();
        });
        await using var session = await daemon.ConnectAsync();
        var received = 0;
        await Assert.ThrowsAsync<SpreadException>(async () =>
        {
            await foreach (var _ in session.ReceiveAllAsync())
            {
                received++;
            }
        });
        Assert.Equal(1, received);
    }

    [Theory]
    [InlineData("00 00 00 80 00×44")]
    [InlineData("90 00 00 80 61 00×31 ff ff ff ff 80 00 00 80 00×4")]
    [InlineData("90 00 00 80 61 00×31 01 00 00 00 80 00 00 80 ff ff ff 7f")]
    public async Task Bytes_that_are_no_frame_end_the_session(string bytes)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.WriteAsync(Hex.Bytes(bytes));
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        var fault = await Assert.ThrowsAsync<SpreadException>(
            async () => await session.ReceiveAsync());
        Assert.Equal((SpreadError.ProtocolViolation, false), (fault.Error, fault.IsTransient));
    }

    [Fact]
    public async Task Application_that_takes_nothing_ends_the_session_at_its_bound()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            for (var index = 0; index < 20; index++)
            {
                await session.WriteAsync(Whole);
            }

            Assert.Empty(await session.ReadFrameAsync());
        });
        await using var session = await daemon.ConnectAsync(new SpreadConnectionOptions
        {
            Name = "alice",
            ReceiveQueueBytes = 12_000,
        });
        await session.Ended.WaitAsync(Eventually.Bound);
        var received = 0;
        var fault = await Assert.ThrowsAsync<SpreadException>(async () =>
        {
            for (; received < 20; received++)
            {
                await session.ReceiveAsync();
            }
        });
        Assert.Equal(SpreadError.ReceiverTooSlow, fault.Error);
        Assert.Equal(11, received);
    }

    [Fact]
    public async Task Application_that_keeps_up_may_receive_more_than_the_bound()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            for (var index = 0; index < 100; index++)
            {
                await session.WriteAsync(Whole);
                await session.ReadFrameAsync();
            }
        });
        await using var session = await daemon.ConnectAsync(new SpreadConnectionOptions
        {
            Name = "alice",
            ReceiveQueueBytes = 5_000,
        });
        for (var index = 0; index < 100; index++)
        {
            Assert.IsType<RegularMessage>(await session.ReceiveAsync());
            await session.JoinAsync("g");
        }
    }

    [Fact]
    public async Task Wait_for_a_message_can_be_given_up_and_taken_up_again()
    {
        var release = new TaskCompletionSource();
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await release.Task;
            await session.WriteAsync(Whole);
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        using var impatience = new CancellationTokenSource();
        var waiting = session.ReceiveAsync(impatience.Token).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        release.SetResult();
        Assert.IsType<RegularMessage>(await session.ReceiveAsync());
    }
}
