namespace Wackamole.Core.Values;

/// <summary>Where a UDP packet comes from or goes to.</summary>
public readonly record struct Endpoint(IpAddress Address, ushort Port)
{
    public override string ToString() => Address.IsV6 ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
}
