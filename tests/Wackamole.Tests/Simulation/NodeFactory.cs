using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>Makes one run of a daemon.</summary>
internal delegate ISimulatedNode NodeFactory(NodeSettings settings, NodeStart start, Instant now);
