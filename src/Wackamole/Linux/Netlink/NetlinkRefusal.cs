namespace Wackamole.Linux.Netlink;

/// <summary>Why bytes are not a netlink message that we understand.</summary>
internal enum NetlinkRefusal
{
    /// <summary>They are.</summary>
    None,

    /// <summary>Fewer bytes than a message header.</summary>
    HeaderCut,

    /// <summary>The header names a length below its own or beyond the bytes.</summary>
    LengthWrong,

    /// <summary>The message ends before its fixed part does.</summary>
    BodyCut,

    /// <summary>An attribute names a length below its own header or beyond the message.</summary>
    AttributeLengthWrong,

    /// <summary>An attribute that we read has not the size of its kind.</summary>
    AttributeSizeWrong,

    /// <summary>Without an attribute that the record cannot do without.</summary>
    AttributeMissing,

    /// <summary>An address family, or kind of link layer, that is not ours.</summary>
    FamilyUnknown,

    /// <summary>A prefix length beyond the address.</summary>
    PrefixWrong,
}
