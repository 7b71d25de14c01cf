using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// A process by a descriptor (pidfd_open(2)): readable once the process is over with all its
/// threads, so that nothing it asked the kernel for is still under way. A process that is stopped
/// or hangs is not over.
/// </summary>
internal sealed class ProcessDescriptor : IDescriptor, IDisposable
{
    private readonly DescriptorHandle _handle;

    private ProcessDescriptor(int descriptor) =>
        _handle = new DescriptorHandle(descriptor, "watch a process");

    public SafeHandle Handle => _handle;

    public int Number => (int)_handle.DangerousGetHandle();

    /// <exception cref="SystemFaultException">There is none, or no descriptor.</exception>
    public static ProcessDescriptor Open(int process) =>
        new((int)Spawning.PidFdOpen(Spawning.SYS_pidfd_open, process, 0));

    /// <summary>One that was inherited.</summary>
    public static ProcessDescriptor Adopt(int descriptor) => new(descriptor);

    public void Dispose() => _handle.Dispose();
}
