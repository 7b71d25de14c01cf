using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Wackamole.Core.Values;

namespace Wackamole.Core.Control;

/// <summary>
/// The control socket's language: one JSON object a line, a request in, a reply out. The daemon
/// and the command both use it, and so can a script.
/// </summary>
public static class ControlCodec
{
    /// <summary>Ends every line.</summary>
    public const byte EndOfLine = (byte)'\n';

    private static readonly JsonReaderOptions RequestOptions = new() { MaxDepth = 2 };

    private static readonly string[] CommandNames =
        ["status", "fail", "start", "drain", "move", "unpin", "balance", "bootstrap"];

    /// <summary>Reads a request, without its end of line.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> line, [NotNullWhen(true)] out ControlRequest? request,
        out ControlRefusal reason)
    {
        request = null;
        var fields = default(RequestFields);
        reason = line.Length > Limits.ControlRequestBytes ? ControlRefusal.TooLong
            : line.Trim(" \t\r"u8).IsEmpty ? ControlRefusal.Empty
            : ReadFields(line, ref fields);
        if (reason == ControlRefusal.None)
        {
            reason = Check(fields, out request);
        }

        return request is not null;
    }

    /// <summary>Reads a reply, without its end of line.</summary>
    public static bool TryReadReply(
        ReadOnlySpan<byte> line, [NotNullWhen(true)] out ControlReply? reply,
        out ControlRefusal reason)
    {
        reply = null;
        reason = line.Length > Limits.ControlReplyBytes ? ControlRefusal.TooLong
            : line.Trim(" \t\r"u8).IsEmpty ? ControlRefusal.Empty
            : ControlRefusal.None;
        if (reason != ControlRefusal.None)
        {
            return false;
        }

        try
        {
            reply = JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply);
            reason = reply is null ? ControlRefusal.NotAnObject : ControlRefusal.None;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            reason = ControlRefusal.NotJson;
        }

        return reply is not null;
    }

    /// <summary>A request as one line, its end included.</summary>
    public static byte[] Write(ControlRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("command"u8, CommandNames[(int)request.Command]);
            if (request.VirtualInterface is not null)
            {
                writer.WriteString("virtualInterface"u8, request.VirtualInterface);
            }

            if (request.Host is not null)
            {
                writer.WriteString("host"u8, request.Host);
            }

            writer.WriteEndObject();
        }

        buffer.Write([EndOfLine]);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A reply as one line, its end included.</summary>
    public static byte[] Write(ControlReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            JsonSerializer.Serialize(writer, reply, ControlJson.Default.ControlReply);
        }

        buffer.Write([EndOfLine]);
        return buffer.WrittenSpan.ToArray();
    }

    private static ControlRefusal ReadFields(ReadOnlySpan<byte> line, ref RequestFields fields)
    {
        var reader = new Utf8JsonReader(line, RequestOptions);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return ControlRefusal.NotAnObject;
            }

            var reason = ControlRefusal.None;
            while (reason == ControlRefusal.None && reader.Read()
                && reader.TokenType == JsonTokenType.PropertyName)
            {
                reason = ReadField(ref reader, ref fields);
            }

            // Only white space may follow the object; anything else throws here.
            return reason != ControlRefusal.None || !reader.Read()
                ? reason : ControlRefusal.NotJson;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not valid UTF-8 or half a surrogate pair.
            return ControlRefusal.NotJson;
        }
    }

    private static ControlRefusal ReadField(ref Utf8JsonReader reader, ref RequestFields fields)
    {
        ref var field = ref fields.Command;
        if (reader.ValueTextEquals("virtualInterface"u8))
        {
            field = ref fields.VirtualInterface;
        }
        else if (reader.ValueTextEquals("host"u8))
        {
            field = ref fields.Host;
        }
        else if (!reader.ValueTextEquals("command"u8))
        {
            return ControlRefusal.UnknownField;
        }

        reader.Read();
        if (field is not null)
        {
            return ControlRefusal.RepeatedField;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return ControlRefusal.NotText;
        }

        field = reader.GetString();
        return ControlRefusal.None;
    }

    private static ControlRefusal Check(RequestFields fields, out ControlRequest? request)
    {
        request = null;
        if (fields.Command is null)
        {
            return ControlRefusal.MissingCommand;
        }

        var command = (ControlCommand)Array.IndexOf(CommandNames, fields.Command);
        if (!Enum.IsDefined(command))
        {
            return ControlRefusal.UnknownCommand;
        }

        var address = default(IpAddress);
        if (fields.VirtualInterface is not null
            && !IpAddress.TryParse(fields.VirtualInterface, out address))
        {
            return ControlRefusal.NotAnAddress;
        }

        if (fields.Host is not null && (fields.Host.Length == 0
            || Encoding.UTF8.GetByteCount(fields.Host) > Limits.NodeNameBytes))
        {
            return ControlRefusal.NotANodeName;
        }

        var name = fields.VirtualInterface is null ? null : address.ToString();
        var asked = new ControlRequest(command, name, fields.Host);
        var reason = FitsCommand(asked);
        request = reason == ControlRefusal.None ? asked : null;
        return reason;
    }

    private static ControlRefusal FitsCommand(ControlRequest request) => request switch
    {
        { Command: ControlCommand.Move, VirtualInterface: null } =>
            ControlRefusal.MissingVirtualInterface,
        { Command: ControlCommand.Move, Host: null } => ControlRefusal.MissingHost,
        { Command: ControlCommand.Move } => ControlRefusal.None,
        { VirtualInterface: not null, Command: not ControlCommand.Unpin } =>
            ControlRefusal.FieldNotForCommand,
        { Host: not null, Command: not (ControlCommand.Drain or ControlCommand.Start) } =>
            ControlRefusal.FieldNotForCommand,
        _ => ControlRefusal.None,
    };

    private ref struct RequestFields
    {
        public string? Command;
        public string? VirtualInterface;
        public string? Host;
    }
}
