namespace Wackamole.Core.Announcements;

/// <summary>One frame in a FrameList: where it goes out and where its bytes are.</summary>
public readonly record struct OutgoingFrame(string Interface, int Offset, int Length);
