using System.Globalization;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Reads «10.0.0.1», «10.0.0.1:4807», «fd00::1», «[fd00::1]», «[fd00::1]:4807».</summary>
internal static class EndpointText
{
    /// <summary>Why it is none, or null and the address with the port that is named.</summary>
    public static Fault? Read(string text, out IpAddress address, out ushort? port)
    {
        port = null;
        if (AddressText.TryReadAddress(text, out address, out _))
        {
            return null;
        }

        var colon = text.LastIndexOf(':');
        var bracketed = colon > 0 && text[0] == '[' && text[colon - 1] == ']';
        if (colon > 0 && (bracketed || Ipv4Text.HasShape(text.AsSpan(0, colon)))
            && AddressText.TryReadAddress(text.AsSpan(0, colon), out address, out _))
        {
            return ReadPort(text[(colon + 1)..], out port);
        }

        return Explain(text);
    }

    /// <summary>A port alone: a number from 1 to 65535.</summary>
    public static Fault? ReadPort(string text, out ushort? port)
    {
        var good = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) && number > 0;
        port = good ? number : null;
        return good ? null : new Fault(DiagnosticKind.PortOutOfRange,
            $"`{Token.Shorten(text)}` is no port", "A port is from 1 to 65535.");
    }

    private static Fault Explain(string text)
    {
        var shown = Token.Shorten(text);
        if (text.Contains('/'))
        {
            return new Fault(DiagnosticKind.NotAnAddress,
                $"`{shown}` has a prefix length", "Leave `/…` out: a host is meant, not a block.");
        }

        if (text[^1] is ',' or ';')
        {
            return new Fault(DiagnosticKind.Separator,
                $"`{shown}` ends in `{text[^1]}`", "Only blanks stand between addresses.");
        }

        if (Ipv4Text.HasShape(text.Split(':')[0]))
        {
            return new Fault(DiagnosticKind.OctetTooGreat,
                $"`{shown}` is no address: an octet is greater than 255",
                "Each of the four numbers is from 0 to 255.");
        }

        return char.IsAsciiLetter(text[0]) && !text.Contains(':')
            ? new Fault(DiagnosticKind.HostNameInsteadOfAddress,
                $"`{shown}` is a name, and names are not looked up here",
                "Write the address: a cluster must not depend on a name server.")
            : new Fault(DiagnosticKind.NotAnAddress,
                $"`{shown}` is no address of a host",
                "Write `10.0.0.1`, `fd00::1`, or with a port `10.0.0.1:4807`, `[fd00::1]:4807`.");
    }
}
