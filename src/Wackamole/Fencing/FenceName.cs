using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Wackamole.Core.Lease;

namespace Wackamole.Fencing;

/// <summary>
/// By what a group's fence is found in the kernel. Both can take a digest: who is to clear up
/// without loading cryptography is told them.
/// </summary>
/// <param name="Folder">Under the BPF file system's place.</param>
/// <param name="FilterHandle">Tells its filters from another group's; never 0.</param>
internal sealed record FenceName(string Folder, uint FilterHandle)
{
    public static FenceName Of(string group) => new(FencePlace.FolderOf(group), HandleOf(group));

    // The first bits of the group's digest, none of which is 0: that would be any handle.
    private static uint HandleOf(string group) => 1 | BinaryPrimitives.ReadUInt32LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(group)));
}
