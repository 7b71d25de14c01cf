using Spread.Client;
using Spread.Client.Wire;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>From the first byte to the session, and every way in which it ends before.</summary>
public sealed class HandshakeTests
{
    private static readonly SpreadConnectionOptions Alice = new() { Name = "alice" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Session_opens_over_either_transport(bool local)
    {
        ScriptedSession? seen = null;
        async Task Script(ScriptedSession session)
        {
            seen = session;
            await session.AcceptAsync();
            await session.ReadFrameAsync();
        }

        await using var daemon = local ? ScriptedSpreadDaemon.OverLocalSocket(Script)
            : ScriptedSpreadDaemon.OverTcp(Script);
        await using (var session = await daemon.ConnectAsync())
        {
            Assert.Equal("#alice#n1", session.PrivateGroup);
            Assert.Equal(new Version(5, 0, 1), session.DaemonVersion);
            Assert.Equal(daemon.Address, session.Address);
            Assert.False(session.Ended.IsCompleted);
        }

        Assert.Equal(Handshake.ConnectRecord(Alice), seen!.Greeting);
        Assert.Equal(Handshake.MethodsRecord([AuthenticationMethod.Null]), seen.Methods);
    }

    [Fact]
    public async Task Answers_that_come_byte_by_byte_are_put_together()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.ReadGreetingAsync();
            await session.TrickleAsync(Hex.Bytes("05 4e 55 4c 4c 20"));
            await session.ReadAsync(90);
            await session.TrickleAsync(ScriptedSession.Acceptance("#alice#n1"));
            await session.TrickleAsync(DaemonFrames.Encode(
                new SelfLeaveMessage { Group = "g" }, false));
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        Assert.Equal("g", Assert.IsType<SelfLeaveMessage>(await session.ReceiveAsync()).Group);
    }

    [Fact]
    public async Task Daemon_that_chooses_the_name_is_believed()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync(new SpreadConnectionOptions());
        Assert.Equal("#r1-2#n1", session.PrivateGroup);
    }

    [Theory]
    [InlineData(-3, SpreadError.TooManySessions, true)]
    [InlineData(-4, SpreadError.NoName, false)]
    [InlineData(-5, SpreadError.IllegalName, false)]
    [InlineData(-6, SpreadError.NameInUse, true)]
    [InlineData(-7, SpreadError.VersionTooOld, false)]
    [InlineData(-8, SpreadError.ConnectionClosed, true)]
    [InlineData(-9, SpreadError.AuthenticationFailed, false)]
    [InlineData(-1, SpreadError.IllegalDaemonAddress, false)]
    [InlineData(-2, SpreadError.CouldNotConnect, true)]
    [InlineData(-99, SpreadError.ProtocolViolation, false)]
    public async Task Refusal_at_once_has_its_own_error(
        int code, SpreadError expected, bool isTransient)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.ReadGreetingAsync();
            await session.WriteAsync([(byte)(sbyte)code]);
            session.Close();
        });
        var fault = await Assert.ThrowsAsync<SpreadException>(() => daemon.ConnectAsync());
        Assert.Equal((expected, isTransient), (fault.Error, fault.IsTransient));
        Assert.True(fault.Message.Length > 20);
    }

    [Theory]
    [InlineData(-9, SpreadError.AuthenticationFailed)]
    [InlineData(-6, SpreadError.NameInUse)]
    [InlineData(0, SpreadError.ProtocolViolation)]
    [InlineData(2, SpreadError.ProtocolViolation)]
    public async Task Refusal_after_the_methods_has_its_own_error(int code, SpreadError expected)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.GreetAsync("NULL ");
            await session.ReadAsync(90);
            await session.WriteAsync([(byte)(sbyte)code]);
            session.Close();
        });
        Assert.Equal(expected, await FaultOf(daemon));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IP ")]
    [InlineData("NULLX pword ")]
    public async Task Method_that_is_not_offered_is_not_asked_for(string offered)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.GreetAsync(offered);
            Assert.Empty(await session.ReadFrameAsync());
        });
        Assert.Equal(SpreadError.AuthenticationFailed, await FaultOf(daemon));
    }

    [Fact]
    public async Task Method_with_an_exchange_of_its_own_has_the_stream()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.GreetAsync("secret ");
            await session.ReadAsync(90);
            Assert.Equal("open sesame"u8.ToArray(), await session.ReadAsync(11));
            await session.WriteAsync(ScriptedSession.Acceptance("#alice#n1"));
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync(
            Alice with { Authentication = [new SecretWord()] });
        Assert.Equal("#alice#n1", session.PrivateGroup);
    }

    [Theory]
    [InlineData("alice#n1")]
    [InlineData("#bob#n1")]
    [InlineData("")]
    [InlineData("#alice#a-daemon-s-name-that-is-longer")]
    public async Task Private_group_that_cannot_be_is_refused(string group)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.GreetAsync("NULL ");
            await session.ReadAsync(90);
            await session.WriteAsync(ScriptedSession.Acceptance(group));
        });
        Assert.Equal(SpreadError.ProtocolViolation, await FaultOf(daemon));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_that_breaks_may_be_tried_again(bool reset)
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.ReadGreetingAsync();
            (reset ? (Action)session.Reset : session.Close)();
        });
        var fault = await Assert.ThrowsAsync<SpreadException>(() => daemon.ConnectAsync());
        Assert.Equal((SpreadError.RefusedWithoutReason, true), (fault.Error, fault.IsTransient));
    }

    [Fact]
    public async Task Silent_daemon_is_given_up_in_time()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.ReadGreetingAsync();
            Assert.Empty(await session.ReadFrameAsync());
        });
        var fault = await Assert.ThrowsAsync<SpreadException>(() => daemon.ConnectAsync(
            Alice with { ConnectTimeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal(SpreadError.TimedOut, fault.Error);
    }

    [Fact]
    public async Task Daemon_that_is_not_there_could_not_be_connected()
    {
        var daemon = ScriptedSpreadDaemon.OverTcp(_ => Task.CompletedTask);
        await daemon.DisposeAsync();
        Assert.Equal(SpreadError.CouldNotConnect, await FaultOf(daemon));
        var local = SpreadAddress.Local(Path.Combine(Path.GetTempPath(), "no-such-daemon"));
        Assert.Equal(SpreadError.CouldNotConnect, (await Assert.ThrowsAsync<SpreadException>(
            () => SpreadConnection.ConnectAsync(local, Alice))).Error);
    }

    [Fact]
    public async Task Name_in_use_is_waited_for_as_long_as_asked()
    {
        var tries = 0;
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            if (Interlocked.Increment(ref tries) < 4)
            {
                await session.ReadGreetingAsync();
                await session.WriteAsync(Hex.Bytes("fa"));
                session.Close();
                return;
            }

            await session.AcceptAsync();
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync(
            Alice with { NameInUseWait = Eventually.Bound });
        Assert.Equal(4, daemon.Accepted);
    }

    [Fact]
    public async Task Name_in_use_is_said_at_once_where_nobody_wants_to_wait()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.ReadGreetingAsync();
            await session.WriteAsync(Hex.Bytes("fa"));
            session.Close();
        });
        Assert.Equal(SpreadError.NameInUse, await FaultOf(daemon));
        Assert.Equal(1, daemon.Accepted);
    }

    [Fact]
    public async Task Options_that_no_daemon_takes_are_refused_before_it_is_asked()
    {
        var nowhere = SpreadAddress.Local("/nowhere");
        var names = await Assert.ThrowsAsync<SpreadException>(() => SpreadConnection.ConnectAsync(
            nowhere, new SpreadConnectionOptions { Name = "alice bob" }));
        Assert.Equal(SpreadError.IllegalName, names.Error);
        foreach (var count in new[] { 0, 4 })
        {
            var methods = await Assert.ThrowsAsync<SpreadException>(
                () => SpreadConnection.ConnectAsync(nowhere, Alice with
                {
                    Authentication = [.. Enumerable.Repeat(AuthenticationMethod.Null, count)],
                }));
            Assert.Equal(SpreadError.AuthenticationFailed, methods.Error);
        }
    }

    private static async Task<SpreadError> FaultOf(ScriptedSpreadDaemon daemon) =>
        (await Assert.ThrowsAsync<SpreadException>(() => daemon.ConnectAsync())).Error;

    private sealed class SecretWord : AuthenticationMethod
    {
        public override string Name => "secret";

        public override async Task ExchangeAsync(
            Stream stream, CancellationToken cancellationToken) =>
            await stream.WriteAsync("open sesame"u8.ToArray(), cancellationToken);
    }
}
