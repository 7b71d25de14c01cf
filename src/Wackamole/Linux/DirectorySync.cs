using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Makes what was renamed in a directory outlast a loss of power.</summary>
public static class DirectorySync
{
    /// <exception cref="IOException">The kernel's reason why it could not.</exception>
    public static void Flush(string directory)
    {
        try
        {
            using var handle = new DescriptorHandle(
                Files.Open(directory, Files.O_RDONLY | Files.O_DIRECTORY | Files.O_CLOEXEC),
                $"open {directory}");
            if (Files.Sync(handle) < 0)
            {
                throw new SystemFaultException(ErrorNumber.Last, $"write {directory} to its disk");
            }
        }
        catch (SystemFaultException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
