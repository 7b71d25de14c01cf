using System.Text;
using Wackamole.Linux.Native;

namespace Wackamole.Linux.Corosync;

/// <summary>Reads Corosync's configuration from its running daemon (libcmap).</summary>
internal static unsafe class CorosyncMap
{
    private const int ValueBytes = 256;

    /// <summary>Waits for the daemon: where that is stopped, as long as it is.</summary>
    /// <exception cref="CorosyncException">It cannot be asked.</exception>
    public static CorosyncFacts Read()
    {
        CorosyncLibrary.Require(CmapCalls.Library);
        ulong handle;
        CorosyncLibrary.Check(
            CmapCalls.Initialize(&handle), "ask corosync for its configuration");
        try
        {
            var name = Number(handle, "nodelist.local_node_pos") is { } place
                ? Text(handle, $"nodelist.node.{place}.name") : null;
            return new CorosyncFacts(name,
                Time(handle, "runtime.config.totem.token"),
                Time(handle, "runtime.config.totem.consensus"),
                Small(handle, "runtime.votequorum.two_node") is > 0);
        }
        finally
        {
            _ = CmapCalls.Finalize(handle);
        }
    }

    private static TimeSpan Time(ulong handle, string key) => Number(handle, key) is { } time
        ? TimeSpan.FromMilliseconds(time)
        : throw new CorosyncException($"corosync does not say {key}");

    private static uint? Number(ulong handle, string key)
    {
        uint value;
        nuint bytes = sizeof(uint);
        return Get(handle, key, &value, &bytes) == CmapCalls.CMAP_VALUETYPE_UINT32
            ? value : null;
    }

    private static byte? Small(ulong handle, string key)
    {
        byte value;
        nuint bytes = sizeof(byte);
        return Get(handle, key, &value, &bytes) == CmapCalls.CMAP_VALUETYPE_UINT8
            ? value : null;
    }

    private static string? Text(ulong handle, string key)
    {
        var value = stackalloc byte[ValueBytes];
        nuint bytes = ValueBytes;
        return Get(handle, key, value, &bytes) == CmapCalls.CMAP_VALUETYPE_STRING
            ? Encoding.UTF8.GetString(value, (int)bytes).TrimEnd('\0') : null;
    }

    /// <summary>The value's type; 0 where there is none that fits.</summary>
    private static int Get(ulong handle, string key, void* value, nuint* bytes)
    {
        int type;
        fixed (byte* name = Encoding.UTF8.GetBytes(key + '\0'))
        {
            return CmapCalls.Get(handle, name, value, bytes, &type) == CorosyncCodes.CS_OK
                ? type : 0;
        }
    }
}
