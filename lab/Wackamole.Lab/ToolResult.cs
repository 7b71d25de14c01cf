namespace Wackamole.Lab;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record ToolResult(int Status, string Output, string Error)
{
    /// <summary>Both outputs, for messages.</summary>
    public string Text => $"{Output}{Error}".Trim();
}
