using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Reads tokens as addresses, and says what is wrong with them.</summary>
internal sealed class AddressReader(DiagnosticBag diagnostics)
{
    /// <summary>The address of a bare word, or null after saying why it is none.</summary>
    public InterfaceAddress? Read(Token token, bool interfaceRequired)
    {
        if (token.Kind != TokenKind.Word)
        {
            var bare = AddressText.Read(token.Text, interfaceRequired).Fault is null;
            diagnostics.Error(DiagnosticKind.NotAnAddress, token,
                $"{token.Shown} is no address", bare ? "Leave the quotes out." : null);
            return null;
        }

        return Accept(token, AddressText.Read(token.Text, interfaceRequired));
    }

    /// <summary>Says what is wrong or odd about what was read.</summary>
    public InterfaceAddress? Accept(Token token, AddressReading reading)
    {
        if (reading.Fault is { } fault)
        {
            diagnostics.Error(fault.Kind, token, fault.Message, fault.Remedy);
            return null;
        }

        if (reading.LeadingZero)
        {
            diagnostics.Warning(DiagnosticKind.LeadingZero, token,
                $"{token.Shown} is read as {reading.Value.Address}",
                "Write it without leading zeros: other programs read them as octal.");
        }

        return reading.Value;
    }
}
