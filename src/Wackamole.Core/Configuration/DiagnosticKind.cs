namespace Wackamole.Core.Configuration;

/// <summary>What a diagnostic is about: one name for each thing that can be said.</summary>
public enum DiagnosticKind
{
    // The text.
    FileTooLarge,
    NotText,
    UnterminatedQuote,
    TooManyFaults,

    // Statements.
    UnknownDirective,
    UnexpectedToken,
    MisplacedDirective,
    MissingEquals,
    UnexpectedEquals,
    MissingValue,
    MissingBlock,
    UnterminatedBlock,
    EmptyBlock,
    DuplicateDirective,

    // Values.
    ReservedWord,
    NotAWord,
    UnknownChoice,
    NotANumber,
    NumberTooLarge,
    OutOfRange,
    NotATime,
    TimeUnitMissing,
    TimeTooFine,
    TimeTooLong,
    TimeTooShort,
    HourMeans3600Seconds,
    PathNotAbsolute,
    PathTooLong,
    NodeNameUnusable,
    GroupNameTooLong,

    // Addresses.
    NotAnAddress,
    Separator,
    OctetTooGreat,
    LeadingZero,
    PrefixZero,
    PrefixTooLong,
    NeighbourhoodWithoutInterface,
    InterfaceMissing,
    InterfaceNameTooLong,
    InterfaceNameUnusable,
    InterfaceAlias,
    AmbiguousAddress,
    AddressUnsuitable,
    AddressIsNetwork,
    PortOutOfRange,
    HostNameInsteadOfAddress,

    // Virtual interfaces, preferences, notifications.
    DuplicateAddress,
    TooManyAddresses,
    TooManyVirtualInterfaces,
    NoVirtualInterfaces,
    PreferNameIgnored,
    PreferMatchesNothing,
    PreferBlockWithHostBits,
    NotifyMatchesNothing,
    ThrottleOnArpCache,
    TooManyNotifyTargets,

    // Engine and mesh.
    NotASpreadDaemon,
    GroupMissing,
    PeersMissing,
    DuplicatePeer,
    TooManyPeers,
    TooManyLinks,
    PeerIsVirtual,
    NotMulticast,
    WithoutEffect,
    KeyFileMissing,
    NotAuthenticated,
    TimesDoNotFit,
    VotersMissing,
    TooFewVoters,
    DuplicateVoter,

    // Hooks.
    EventUnknown,
    HookNotSupported,
    ProgramNotAbsolute,
    CommandQuoteOpen,
    TooManyHooks,

    // What only the host knows.
    InterfaceUnknownHere,
    AddressOutsideEveryPrefix,
    OnlyAddress,
}
