namespace Wackamole.Lab.Network;

/// <summary>The program «tc» inside one of the lab's own network namespaces.</summary>
internal static class Tc
{
    /// <summary>Many commands in one process, one a line.</summary>
    public static void Batch(string networkNamespace, params IReadOnlyList<string> lines) =>
        Tool.Feed(string.Join('\n', lines) + '\n', "tc", "-n", networkNamespace, "-batch", "-");
}
