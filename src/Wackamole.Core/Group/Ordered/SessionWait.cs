namespace Wackamole.Core.Group.Ordered;

/// <summary>How long from now a session that was lost may still answer for addresses.</summary>
public readonly record struct SessionWait(string Session, TimeSpan Wait);
