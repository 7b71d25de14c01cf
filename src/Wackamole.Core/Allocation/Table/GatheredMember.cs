using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// What one member of a view said of itself, and the catalogue that its bitmaps are over.
/// </summary>
public sealed record GatheredMember(
    MemberId Id, AllocationMessage.State State, Catalogue Catalogue);
