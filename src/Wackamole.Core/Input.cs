using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// One thing that happened. The loop hands over every queued datagram and event, then one Tick;
/// time-driven work is done and packets are sent in the Tick alone, so that a host which
/// was stopped learns what it missed before it says anything.
/// </summary>
public readonly ref struct Input
{
    private Input(InputKind kind) => Kind = kind;

    public InputKind Kind { get; }

    /// <summary>The payload; valid during the call only.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    public Endpoint Source { get; private init; }

    /// <summary>The local link it arrived on, from 0.</summary>
    public int Link { get; private init; }

    public NodeEvent? Event { get; private init; }

    public static Input Tick => new(InputKind.Tick);

    public static Input Datagram(ReadOnlySpan<byte> payload, Endpoint source, int link) =>
        new(InputKind.Datagram) { Payload = payload, Source = source, Link = link };

    public static Input Of(NodeEvent happened) => new(InputKind.Event) { Event = happened };
}
