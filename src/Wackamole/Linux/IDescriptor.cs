using System.Runtime.InteropServices;

namespace Wackamole.Linux;

/// <summary>Something that can be waited for.</summary>
public interface IDescriptor
{
    /// <summary>Readable, or in error, while there is something to receive.</summary>
    SafeHandle Handle { get; }
}
