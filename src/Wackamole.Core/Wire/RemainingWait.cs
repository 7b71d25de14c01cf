using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// How long a former member may still hold what it held (PROTOCOL.md 5, the wait).
/// </summary>
public readonly record struct RemainingWait(MemberId Member, TimeSpan Remaining);
