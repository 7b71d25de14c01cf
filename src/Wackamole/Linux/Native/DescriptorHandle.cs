using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wackamole.Linux.Native;

/// <summary>Owns one file descriptor.</summary>
internal sealed partial class DescriptorHandle : SafeHandleMinusOneIsInvalid
{
    /// <summary>Takes over what a system call answered, or throws why it did not.</summary>
    public DescriptorHandle(int descriptor, string action)
        : base(ownsHandle: true)
    {
        if (descriptor < 0)
        {
            throw new SystemFaultException(ErrorNumber.Last, action);
        }

        SetHandle(descriptor);
    }

    // Linux frees the descriptor even where close is interrupted: a retry could close another's.
    protected override bool ReleaseHandle() => Close((int)handle) == 0;

    // unistd.h
    [LibraryImport("libc", EntryPoint = "close", SetLastError = false)]
    private static partial int Close(int fd);
}
