using Spread.Client.Wire;

namespace Spread.Client;

/// <summary>
/// Sending. The daemon answers nothing: what was sent comes back in its place in the order. While
/// daemons change their membership they read nothing, and a call here waits as long.
/// </summary>
public sealed partial class SpreadConnection
{
    /// <summary>
    /// Asks to join a group. Done when a MembershipMessage of the group lists this session, which
    /// takes as long as a change of the daemons' membership does. Joining twice does nothing.
    /// </summary>
    /// <exception cref="SpreadException">Not a group's name, or the session has ended.</exception>
    public Task JoinAsync(string group, CancellationToken cancellationToken = default) =>
        RequestAsync(FrameBits.JoinRequest, group, cancellationToken);

    /// <summary>
    /// Asks to leave a group; done when its SelfLeaveMessage arrives (on a session that wants
    /// membership messages). Nothing comes back where this session is no member.
    /// </summary>
    /// <exception cref="SpreadException">Not a group's name, or the session has ended.</exception>
    public Task LeaveAsync(string group, CancellationToken cancellationToken = default) =>
        RequestAsync(FrameBits.LeaveRequest, group, cancellationToken);

    /// <summary>
    /// Sends to the members of a group, or to one session by its private group. One need not be a
    /// member; who is gets it back, unless selfDiscard is set.
    /// </summary>
    /// <exception cref="SpreadException">A limit is passed, or the session has ended.</exception>
    public Task MulticastAsync(ServiceType service, string group, ReadOnlyMemory<byte> data,
        short messageType = 0, bool selfDiscard = false,
        CancellationToken cancellationToken = default) =>
        MulticastAsync(service, [group], data, messageType, selfDiscard, cancellationToken);

    /// <summary>
    /// Sends to the members of several groups; who is in more than one of them gets it once.
    /// </summary>
    /// <param name="service">How it is delivered and ordered.</param>
    /// <param name="groups">1 to 43 groups or private groups.</param>
    /// <param name="data">At most SpreadLimits.DataBytes of so many groups.</param>
    /// <param name="messageType">A number whose meaning is the application's.</param>
    /// <param name="selfDiscard">Whether it shall not come back to this session.</param>
    /// <param name="cancellationToken">
    /// Ends the wait for other sends of this session; what was begun is sent whole.
    /// </param>
    /// <exception cref="SpreadException">A limit is passed, or the session has ended.</exception>
    public Task MulticastAsync(ServiceType service, IReadOnlyList<string> groups,
        ReadOnlyMemory<byte> data, short messageType = 0, bool selfDiscard = false,
        CancellationToken cancellationToken = default)
    {
        Check(service, groups, data.Length);
        return SendAsync(FrameEncoder.Multicast(
            service, selfDiscard, PrivateGroup, groups, messageType, data.Span), cancellationToken);
    }

    /// <summary>
    /// Ends the session in order: waits until the daemons have ordered its end, so that its name
    /// is free when this returns. What arrives until then can still be received.
    /// </summary>
    /// <exception cref="SpreadException">
    /// The daemon did not end it in DisconnectTimeout; the session is closed all the same.
    /// </exception>
    public async Task DisconnectAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Exchange(ref _disconnecting, 1);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.DisconnectTimeout);
        try
        {
            await SendAsync(FrameEncoder.Request(
                FrameBits.DisconnectRequest, PrivateGroup, PrivateGroup), limit.Token)
                .WaitAsync(limit.Token).ConfigureAwait(false);
            await _receiving.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (SpreadException fault) when (fault.Error == SpreadError.ConnectionClosed)
        {
            // It was over already.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SpreadException(SpreadError.TimedOut, $"the Spread daemon at {Address} did "
                + "not end the session in time: its name may stay in use for a while");
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Check(ServiceType service, IReadOnlyList<string> groups, int dataBytes)
    {
        if (!Enum.IsDefined(service))
        {
            throw new SpreadException(SpreadError.IllegalService,
                $"{(int)service} is none of the services: a daemon ends the session for it");
        }

        if (groups.Count is 0 or > SpreadLimits.Groups)
        {
            throw new SpreadException(SpreadError.IllegalGroup, $"{groups.Count} destinations: 1 "
                + $"to {SpreadLimits.Groups} are delivered, more reach nobody");
        }

        foreach (var group in groups)
        {
            if (!SpreadNames.IsGroup(group) && !SpreadNames.IsPrivateGroup(group))
            {
                throw IllegalGroup(group);
            }
        }

        if (dataBytes > SpreadLimits.DataBytes(groups.Count))
        {
            throw new SpreadException(SpreadError.MessageTooLong, $"{dataBytes} bytes are more "
                + $"than the {SpreadLimits.DataBytes(groups.Count)} that a message to "
                + $"{groups.Count} groups can carry: send it in parts");
        }
    }

    private static SpreadException IllegalGroup(string group) => new(SpreadError.IllegalGroup,
        $"«{group}» cannot be a group: 1 to {SpreadLimits.GroupNameBytes} characters from «$» to "
        + "«~»");

    private Task RequestAsync(uint request, string group, CancellationToken cancellationToken) =>
        SpreadNames.IsGroup(group)
            ? SendAsync(FrameEncoder.Request(request, PrivateGroup, group), cancellationToken)
            : throw IllegalGroup(group);

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _sendTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref _end) is not null)
            {
                throw Fault();
            }

            // Never cancelled in the middle: half a frame would end the session.
            await _stream.WriteAsync(frame, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The reader learns the reason, and may still find messages before it.
            throw new SpreadException(SpreadError.ConnectionClosed,
                $"the connection to the Spread daemon at {Address} broke: {fault.Message}", fault);
        }
        finally
        {
            _sendTurn.Release();
        }
    }
}
