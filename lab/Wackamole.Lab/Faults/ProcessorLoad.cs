using System.Diagnostics;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Faults;

/// <summary>Keeps every processor busy with processes of ordinary priority until it ends.</summary>
internal sealed class ProcessorLoad : IDisposable
{
    private readonly List<Process> _busy;

    /// <param name="network">
    /// Its client's namespace holds them, so that they end with the lab whatever happens.
    /// </param>
    public ProcessorLoad(LabNetwork network) => _busy =
    [
        .. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Tool.Start(
            network.Enter(LabNetwork.Client, ["sh", "-c", "while :; do :; done"]))),
    ];

    public void Dispose()
    {
        foreach (var process in _busy)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
