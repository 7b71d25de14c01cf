using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>Where each address of a virtual interface stands in the text.</summary>
internal sealed class AddressPlaces(SourceText source)
{
    private readonly Dictionary<IpAddress, Token> _places = [];

    public SourceText Source { get; } = source;

    public Token Of(IpAddress address) => _places[address];

    /// <summary>Remembers the first place of an address; gives it where there was one.</summary>
    public Token? Add(IpAddress address, Token place)
    {
        return _places.TryAdd(address, place) ? null : _places[address];
    }

    public bool Contains(IpAddress address) => _places.ContainsKey(address);
}
