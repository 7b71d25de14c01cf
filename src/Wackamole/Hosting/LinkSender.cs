using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Native;

namespace Wackamole.Hosting;

/// <summary>
/// Sends packets over the links. A link that does not work is said once, and once that it works
/// again: heartbeats fail as often as they are sent.
/// </summary>
internal sealed class LinkSender(ImmutableArray<PeerSocket> links, ILogger log)
{
    private readonly long[] _failed = new long[links.Length];

    /// <summary>Packets that the kernel took.</summary>
    public long Sent { get; private set; }

    public void Send(ReadOnlySpan<byte> payload, Endpoint destination, int link)
    {
        var result = links[link].Send(payload, destination);
        if (result == SendResult.Sent)
        {
            Sent++;
            if (_failed[link] > 0)
            {
                LoopLog.LinkWorks(log, link, _failed[link]);
                _failed[link] = 0;
            }
        }
        else if (_failed[link]++ == 0)
        {
            LoopLog.LinkFails(log, link, destination.ToString(), Reason(links[link], result));
        }
    }

    private static string Reason(PeerSocket socket, SendResult result) => result switch
    {
        SendResult.WouldBlock => "the socket's buffer is full",
        SendResult.NoBuffers => "the interface's queue is full",
        SendResult.TooLarge => "the packet is too large",
        _ => ErrorNumber.Sentence(socket.LastSendErrno),
    };
}
