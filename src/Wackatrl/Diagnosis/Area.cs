namespace Wackatrl.Diagnosis;

/// <summary>What findings are about, in the order in which they are shown.</summary>
internal enum Area
{
    Daemon,
    Kernel,
    Fence,
    Rights,
    Interfaces,
    Addresses,
    Services,
    Files,
}
