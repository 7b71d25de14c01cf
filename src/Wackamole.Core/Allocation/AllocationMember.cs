using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>One member of the table, for people to read.</summary>
/// <param name="Held">
/// Virtual interfaces that it holds, those that it is to give away included.
/// </param>
/// <param name="CatalogueDigest">Equal for members that list the same virtual interfaces.</param>
public sealed record AllocationMember(
    MemberId Id, int Weight, int Held, bool Mature, bool Draining, bool Yielding,
    ulong CatalogueDigest);
