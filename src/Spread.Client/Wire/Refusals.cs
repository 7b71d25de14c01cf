namespace Spread.Client.Wire;

/// <summary>What a daemon's codes mean, and what to do about them.</summary>
internal static class Refusals
{
    /// <param name="code">A negative byte of the handshake.</param>
    public static SpreadException FromCode(int code) => code switch
    {
        -1 => Of(SpreadError.IllegalDaemonAddress, "the address names no daemon"),
        -2 => Of(SpreadError.CouldNotConnect, "the daemon could not be reached"),
        -3 => Of(SpreadError.TooManySessions,
            "the daemon has as many sessions as it takes: end some, or use another daemon"),
        -4 => Of(SpreadError.NoName, "the daemon wants a private name: give the session one"),
        -5 => Of(SpreadError.IllegalName,
            "the daemon refuses the private name: up to 10 characters from «$» to «~»"),
        -6 => Of(SpreadError.NameInUse,
            "another session of this daemon has the private name; after a crash of its owner it "
            + "is free again in a moment, else choose another"),
        -7 => Of(SpreadError.VersionTooOld, "the daemon wants a newer client"),
        -8 => Of(SpreadError.ConnectionClosed, "the daemon closed the connection"),
        -9 => Of(SpreadError.AuthenticationFailed,
            "the daemon refuses the authentication: see which methods its configuration asks for"),
        _ => Unknown($"the daemon refused with the unknown code {code}"),
    };

    public static SpreadException Unknown(string what) =>
        Of(SpreadError.ProtocolViolation, what + "; is it a Spread daemon of version 5?");

    private static SpreadException Of(SpreadError error, string text) => new(error, text);
}
