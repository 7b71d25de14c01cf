using Microsoft.Win32.SafeHandles;

namespace Wackamole.Lab.Linux;

/// <summary>An open descriptor of the kernel, closed once.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    public FileDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>
    /// The number itself, for loops that must not pay for reference counting; whoever uses it
    /// keeps this object alive and open.
    /// </summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Native.close((int)handle) == 0;
}
