using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Why the kernel did not do something.</summary>
/// <param name="Action">What was tried, to stand after «cannot».</param>
/// <param name="Errno">The kernel's error.</param>
/// <param name="Detail">The kernel's own words, or what to do about it; null for nothing.</param>
public sealed record SystemFault(string Action, int Errno, string? Detail = null)
{
    /// <summary>The error's C name, such as EPERM.</summary>
    public string Name => ErrorNumber.Name(Errno);

    /// <summary>One sentence for a person.</summary>
    public string Text => Detail is null
        ? $"cannot {Action}: {ErrorNumber.Sentence(Errno)} ({Name})"
        : $"cannot {Action}: {ErrorNumber.Sentence(Errno)} ({Name}); {Detail}";

    public override string ToString() => Text;
}
