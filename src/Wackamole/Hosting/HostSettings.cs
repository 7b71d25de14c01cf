using Wackamole.Core;
using Wackamole.Core.Configuration;

namespace Wackamole.Hosting;

/// <summary>What a configuration file says, and what follows for the node.</summary>
internal sealed record HostSettings(string Path, ConfigurationFile File, NodeSettings Node);
