using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Addresses from text.</summary>
internal static class Addresses
{
    public static IpAddress Of(string text)
    {
        Assert.True(IpAddress.TryParse(text, out var address), text);
        return address;
    }

    public static InterfaceAddress Of(string name, string text, int prefix) =>
        new(name, Of(text), prefix, prefix);

    public static Endpoint Endpoint(string text, int port) => new(Of(text), (ushort)port);
}
