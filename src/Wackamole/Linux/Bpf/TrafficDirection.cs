namespace Wackamole.Linux.Bpf;

/// <summary>Which way packets go, as seen from the host.</summary>
internal enum TrafficDirection
{
    /// <summary>From the wire to the host.</summary>
    Ingress,

    /// <summary>From the host to the wire.</summary>
    Egress,
}
