namespace Wackamole.Core.Control;

public enum ControlCommand
{
    /// <summary>What is the state of the cluster?</summary>
    Status,

    /// <summary>
    /// Hand everything over, leave the group and hold off until Start (the original's -f).
    /// </summary>
    Fail,

    /// <summary>
    /// End Fail or Drain here, or a drain of Host; does nothing on a healthy host (the
    /// original's -s).
    /// </summary>
    Start,

    /// <summary>Move everything away from this host, or from Host, and take nothing more.</summary>
    Drain,

    /// <summary>Move VirtualInterface to Host and keep it there.</summary>
    Move,

    /// <summary>
    /// Let VirtualInterface be moved by balance again; all of them where it is null.
    /// </summary>
    Unpin,

    /// <summary>Run one complete balance now.</summary>
    Balance,

    /// <summary>
    /// Vouch that no other part of the cluster holds anything: the voters that are here are the
    /// majority from now on (Quorum = majority).
    /// </summary>
    Bootstrap,
}
