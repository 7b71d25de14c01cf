using Wackamole.Core;

namespace Wackamole.Tests.Simulation;

/// <summary>Something that waits for the loop: a packet of a link, or an event.</summary>
internal readonly record struct Arrival(Packet? Packet, int Link, NodeEvent? Event);
