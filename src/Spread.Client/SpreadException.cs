namespace Spread.Client;

/// <summary>A session could not be opened, was lost, or was asked for what cannot be.</summary>
public sealed class SpreadException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="error">What went wrong, for programs.</param>
    /// <param name="message">The same for people, with what to do about it.</param>
    /// <param name="innerException">What the system said, where it was asked.</param>
    public SpreadException(SpreadError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>What went wrong.</summary>
    public SpreadError Error { get; }

    /// <summary>
    /// Whether the same may succeed later without anybody changing anything: worth another try
    /// after a pause.
    /// </summary>
    public bool IsTransient => Error is SpreadError.CouldNotConnect or SpreadError.TooManySessions
        or SpreadError.NameInUse or SpreadError.ConnectionClosed
        or SpreadError.RefusedWithoutReason or SpreadError.TimedOut or SpreadError.ReceiverTooSlow;
}
