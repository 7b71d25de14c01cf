namespace Wackamole.Lab.Network;

/// <summary>The program «ip» inside one of the lab's own network namespaces.</summary>
internal static class Ip
{
    public static string Run(string networkNamespace, params IReadOnlyList<string> arguments) =>
        Tool.Run(["ip", "-n", networkNamespace, .. arguments]);

    /// <summary>Many commands in one process, one a line.</summary>
    public static void Batch(string networkNamespace, params IReadOnlyList<string> lines) =>
        Tool.Feed(string.Join('\n', lines) + '\n', "ip", "-n", networkNamespace, "-batch", "-");
}
