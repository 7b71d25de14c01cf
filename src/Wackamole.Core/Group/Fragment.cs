using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>One part of one message of one sender.</summary>
public sealed record Fragment(MemberId Sender, FragmentHeader Header, byte[] Data);
