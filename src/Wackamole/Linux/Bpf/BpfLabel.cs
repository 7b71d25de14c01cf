namespace Wackamole.Linux.Bpf;

/// <summary>A place in a program that jumps lead to, also before it is known.</summary>
internal sealed class BpfLabel
{
    /// <summary>The number of the instruction that follows; null until it is placed.</summary>
    public int? Position { get; set; }
}
