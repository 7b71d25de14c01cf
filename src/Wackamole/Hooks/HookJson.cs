using System.Buffers;
using System.Text.Json;
using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Hooks;

/// <summary>What a program is told on its standard input: one JSON object on one line.</summary>
internal static class HookJson
{
    /// <summary>The event's name for programs.</summary>
    public static string NameOf(HookEvent happened) => happened switch
    {
        HookEvent.OnUp => "on-up",
        HookEvent.OnDown => "on-down",
        HookEvent.PostUp => "post-up",
        _ => "post-down",
    };

    public static byte[] Write(HookRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("event"u8, NameOf(request.Event));
            writer.WriteString("node"u8, request.Node);
            writer.WriteString("group"u8, request.Group);
            writer.WriteString("virtualInterface"u8, request.VirtualInterface?.Head.ToString());
            WriteAddresses(writer, request.VirtualInterface);
            writer.WriteString("reason"u8, request.Reason);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAddresses(Utf8JsonWriter writer, VirtualInterface? virtualInterface)
    {
        writer.WriteStartArray("addresses"u8);
        foreach (var address in virtualInterface?.Addresses ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("interface"u8, address.Interface);
            writer.WriteString("address"u8, address.Address.ToString());
            writer.WriteNumber("prefixLength"u8, address.PrefixLength);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
