using Wackamole.Core.Values;

namespace Wackatrl.Diagnosis.Facts;

/// <summary>An address that is on an interface now, whoever put it there.</summary>
internal readonly record struct HostAddress(
    string Interface, IpAddress Address, int PrefixLength);
