using System.Globalization;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Reads «IFACE:ADDRESS/LENGTHnNEIGHBOURHOOD»; interface, length and neighbourhood may be absent.
/// IPv6 may stand in brackets, and must where «fd00:1::2» would also read as interface «fd00».
/// </summary>
internal static class AddressText
{
    private const int NeighbourhoodV4 = 24;
    private const int NeighbourhoodV6 = 64;

    /// <param name="interfaceRequired">
    /// Whether an address without an interface is a fault; then what could also be an address
    /// and its interface is one too.
    /// </param>
    public static AddressReading Read(string text, bool interfaceRequired)
    {
        var slash = text.IndexOf('/');
        var fault = SplitInterface(text, slash, interfaceRequired, out var name, out var rest);
        if (fault is not null)
        {
            return new AddressReading(fault);
        }

        if (!TryReadAddress(rest, out var address, out var leadingZero))
        {
            return Ipv4Text.HasShape(rest)
                ? AddressReading.Refused(DiagnosticKind.OctetTooGreat,
                    $"`{rest}` is no address: an octet is greater than 255",
                    "Each of the four numbers is from 0 to 255.")
                : NotAnAddress(text);
        }

        if (name.Length > 0 && InterfaceName.Fault(name) is { } nameFault)
        {
            return new AddressReading(nameFault);
        }

        return ReadPrefix(text, slash, name, address) with { LeadingZero = leadingZero };
    }

    /// <summary>An address alone: dotted IPv4, or IPv6 with or without brackets.</summary>
    public static bool TryReadAddress(
        ReadOnlySpan<char> text, out IpAddress address, out bool leadingZero)
    {
        address = default;
        leadingZero = false;
        if (Ipv4Text.HasShape(text))
        {
            var good = Ipv4Text.TryRead(text, out var bits, out leadingZero);
            address = IpAddress.V4(bits);
            return good;
        }

        if (text.Length > 2 && text[0] == '[' && text[^1] == ']')
        {
            text = text[1..^1];
        }

        return text.Contains(':') && !text.ContainsAny("[]%/")
            && IpAddress.TryParse(text, out address) && address.IsV6;
    }

    /// <summary>Whether «name:address» would read as an IPv6 address itself.</summary>
    public static bool IsAmbiguous(string name, IpAddress address) =>
        address.IsV6 && TryReadAddress($"{name}:{address}", out _, out _);

    private static Fault? SplitInterface(
        string text, int slash, bool required, out string name, out string rest)
    {
        var suffix = slash < 0 ? string.Empty : text[slash..];
        (name, rest) = (string.Empty, slash < 0 ? text : text[..slash]);
        var colon = rest.IndexOf(':');
        var tail = colon > 0 ? rest[(colon + 1)..] : string.Empty;
        var whole = HasAddressForm(rest);
        var split = colon > 0 && rest[0] != '[' && HasAddressForm(tail);
        if (whole && required)
        {
            return split
                ? new Fault(DiagnosticKind.AmbiguousAddress,
                    $"`{text}` has no interface, or `{rest[..colon]}` is its interface",
                    $"Write `{rest[..colon]}:[{tail}]{suffix}` if it is, " +
                    $"else `eth0:{text}` with the interface's name.")
                : new Fault(DiagnosticKind.InterfaceMissing,
                    $"`{text}` names no interface to put the address on",
                    $"Write the interface before it: `eth0:{text}`.");
        }

        if (!whole && split)
        {
            (name, rest) = (rest[..colon], tail);
        }

        return whole || split ? null : ExplainUnsplit(text, rest, colon, suffix);
    }

    private static bool HasAddressForm(string text) =>
        Ipv4Text.HasShape(text) || TryReadAddress(text, out _, out _);

    private static Fault ExplainUnsplit(string text, string rest, int colon, string suffix)
    {
        var last = rest.LastIndexOf(':');
        return colon > 0 && last > colon && Ipv4Text.HasShape(rest.AsSpan(last + 1))
            ? new Fault(DiagnosticKind.InterfaceAlias,
                $"`{Token.Shorten(rest[..last])}` is an alias, not an interface",
                $"Write the interface itself: `{rest[..colon]}:{rest[(last + 1)..]}{suffix}`.")
            : NotAnAddress(text).Fault!.Value;
    }

    private static AddressReading ReadPrefix(
        string text, int slash, string name, IpAddress address)
    {
        var suffix = slash < 0 ? string.Empty : text[(slash + 1)..];
        var mark = suffix.IndexOf('n');
        var lengthText = mark < 0 ? suffix : suffix[..mark];
        var neighbourhoodText = mark < 0 ? string.Empty : suffix[(mark + 1)..];
        if (slash >= 0 && !IsNumber(lengthText) || mark >= 0 && !IsNumber(neighbourhoodText))
        {
            return NotAnAddress(text);
        }

        if (mark >= 0 && name.Length == 0)
        {
            return AddressReading.Refused(DiagnosticKind.NeighbourhoodWithoutInterface,
                $"`n{neighbourhoodText}` stands behind an address without an interface",
                "Leave it out, or name the interface before the address.");
        }

        var length = slash < 0
            ? address.Length
            : int.Parse(lengthText, CultureInfo.InvariantCulture);
        var neighbourhood = mark >= 0
            ? int.Parse(neighbourhoodText, CultureInfo.InvariantCulture)
            : address.IsV6 ? NeighbourhoodV6 : NeighbourhoodV4;
        var fault = LengthFault("prefix length", length, address)
            ?? LengthFault("neighbourhood", neighbourhood, address);
        return new AddressReading(
            fault, new InterfaceAddress(name, address, length, neighbourhood));
    }

    private static Fault? LengthFault(string what, int length, IpAddress address) =>
        length == 0
            ? new Fault(DiagnosticKind.PrefixZero,
                $"the {what} of {address} is 0, which means every address there is",
                $"A {what} is from 1 to {address.Length}.")
            : length > address.Length
                ? new Fault(DiagnosticKind.PrefixTooLong,
                    $"the {what} of {address} is {length}, and the address has " +
                    $"{address.Length} bits",
                    $"A {what} is from 1 to {address.Length}.")
                : null;

    private static bool IsNumber(string text) =>
        text.Length is >= 1 and <= 3 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static AddressReading NotAnAddress(string text) =>
        text.Length > 1 && text[^1] is ',' or ';'
            ? AddressReading.Refused(DiagnosticKind.Separator,
                $"`{Token.Shorten(text)}` ends in `{text[^1]}`",
                "Only blanks stand between addresses.")
            : AddressReading.Refused(DiagnosticKind.NotAnAddress,
                $"`{Token.Shorten(text)}` is no address",
                "An address is `eth0:10.0.0.1/24` or `eth0:fd00::1/64`.");
}
