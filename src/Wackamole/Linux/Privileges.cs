using System.Runtime.InteropServices;
using System.Text;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// Gives up being root. Capabilities belong to threads, and the runtime has made some already: so
/// the calling thread becomes the user with just the capabilities wanted, and then replaces the
/// whole process by a new run of the same program, whose every thread starts that way.
/// </summary>
public static unsafe class Privileges
{
    private const int NameBufferBytes = 16 * 1024;

    /// <summary>
    /// Restarts this program, with the same arguments, as the user; the process id stays. Does not
    /// return where that worked, and does nothing where the process runs as that user already.
    /// </summary>
    /// <param name="keep">Capabilities to go on with; those not held now are left out.</param>
    public static SystemFault? DropTo(string user, params ReadOnlySpan<Capability> keep)
    {
        var action = $"become the user {user}";
        if (!TryFind(user, out var userId, out var groupId))
        {
            return new SystemFault(action, ErrorNumber.ENOENT, "there is no such user (the "
                + "original's -u was a name for Spread; here the line Node names the node)");
        }

        if (Processes.GetEUid() == userId)
        {
            return null;
        }

        var mask = 0UL;
        foreach (var capability in keep)
        {
            mask |= Capabilities.MaskOf(capability);
        }

        return Become(userId, groupId, mask & Capabilities.Read().Permitted)
            ? Restart(action)
            : new SystemFault(action, ErrorNumber.Last, "start it as root, or as that user");
    }

    // The order is capabilities(7)'s: bounding set while it may still be changed; then the user,
    // keeping capabilities; then the ambient set, which execve hands on to an ordinary program.
    private static bool Become(uint userId, uint groupId, ulong keep)
    {
        for (var bit = 0; bit <= Processes.LastCapability; bit++)
        {
            // Fails beyond the kernel's last capability: there is nothing to drop.
            if ((keep & (1UL << bit)) == 0)
            {
                _ = Processes.PrCtl(Processes.PR_CAPBSET_DROP, (nuint)bit, 0, 0, 0);
            }
        }

        if (Processes.PrCtl(Processes.PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0
            || Processes.SetGroups(0, null) < 0
            || Processes.SetResGid(groupId, groupId, groupId) < 0
            || Processes.SetResUid(userId, userId, userId) < 0)
        {
            return false;
        }

        var header = new CapabilityHeader { Version = Processes.LINUX_CAPABILITY_VERSION_3 };
        var sets = CapabilitySets.All(keep);
        if (Processes.CapSet(&header, &sets) < 0)
        {
            return false;
        }

        for (var bit = 0; bit <= Processes.LastCapability; bit++)
        {
            if ((keep & (1UL << bit)) != 0 && Processes.PrCtl(Processes.PR_CAP_AMBIENT,
                Processes.PR_CAP_AMBIENT_RAISE, (nuint)bit, 0, 0) < 0)
            {
                return false;
            }
        }

        return Processes.PrCtl(Processes.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    }

    private static SystemFault Restart(string action)
    {
        var arguments = File.ReadAllBytes("/proc/self/cmdline");
        var environment = EnvironmentBlock();
        fixed (byte* argumentBytes = arguments)
        fixed (byte* environmentBytes = environment)
        {
            var argumentPointers = Pointers(argumentBytes, arguments);
            var environmentPointers = Pointers(environmentBytes, environment);
            fixed (nint* argumentList = argumentPointers)
            fixed (nint* environmentList = environmentPointers)
            {
                _ = Processes.ExecVe(Environment.ProcessPath ?? "/proc/self/exe",
                    (byte**)argumentList, (byte**)environmentList);
            }
        }

        return new SystemFault(
            action, ErrorNumber.Last, "the program cannot be started again by that user");
    }

    // As it is now, not as it was at the start (/proc/self/environ).
    private static byte[] EnvironmentBlock()
    {
        var block = new StringBuilder();
        foreach (System.Collections.DictionaryEntry variable in
            Environment.GetEnvironmentVariables())
        {
            block.Append(variable.Key).Append('=').Append(variable.Value).Append('\0');
        }

        return Encoding.UTF8.GetBytes(block.ToString());
    }

    /// <summary>Where each string of the block starts, and a null at the end.</summary>
    private static nint[] Pointers(byte* start, byte[] block)
    {
        var pointers = new List<nint>();
        for (var offset = 0; offset < block.Length;
            offset += block.AsSpan(offset).IndexOf((byte)0) + 1)
        {
            pointers.Add((nint)(start + offset));
        }

        pointers.Add(0);
        return [.. pointers];
    }

    /// <summary>The numbers of a user and of its own group; false where there is none.</summary>
    public static bool TryFind(string user, out uint userId, out uint groupId)
    {
        PasswordEntry entry;
        PasswordEntry* found = null;
        var buffer = new byte[NameBufferBytes];
        fixed (byte* bytes = buffer)
        {
            _ = Processes.GetPwNamR(user, &entry, bytes, NameBufferBytes, &found);
        }

        (userId, groupId) = found is null ? (0u, 0u) : (entry.UserId, entry.GroupId);
        return found is not null;
    }
}
