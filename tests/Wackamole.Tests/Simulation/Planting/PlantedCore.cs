using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Wackamole.Tests.Tidy;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// Compiles a copy of the core in which every planted fault stands beside the rule that it breaks,
/// and a switch says which of them is on. The core that is shipped knows nothing of this
/// (docs/SIMULATION.md).
/// </summary>
internal static class PlantedCore
{
    public const string Switch = "Wackamole.Core.PlantedSwitch";

    private const string Folder = "src/Wackamole.Core";

    /// <summary>What the build adds to the sources, and the switch: one fault a thread.</summary>
    private const string Added = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        namespace Wackamole.Core
        {
            public static class PlantedSwitch
            {
                [ThreadStatic] private static int _on;
                public static bool Is(int fault) => _on == fault;
                public static void Set(int fault) => _on = fault;
            }
        }
        """;

    /// <summary>
    /// They need code that the build generates, and no simulated node needs them.
    /// </summary>
    private static readonly string[] LeftOut = ["ControlCodec.cs", "ControlJson.cs"];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    /// <summary>
    /// The assembly; fault number n is the one at place n - 1. A fault whose rule does not stand
    /// any more where it was planted is left out, and said to be lost.
    /// </summary>
    public static byte[] Compile(
        IReadOnlyList<PlantedFault> faults, IDictionary<int, string> lost)
    {
        var edits = faults.SelectMany((fault, place) => fault.Edits.Select(
            edit => (Number: place + 1, Edit: edit))).ToLookup(
            entry => $"{Folder}/{entry.Edit.File}", StringComparer.Ordinal);
        var sources = RepositoryTree.Ours.Sources.Where(file => file.IsUnder(Folder)).ToList();
        foreach (var file in edits.Select(group => group.Key)
            .Where(path => sources.TrueForAll(source => source.Path != path)))
        {
            throw new InvalidOperationException($"a fault is planted in {file}: no such file");
        }

        var trees = sources.Where(file => !LeftOut.Contains(file.Name, StringComparer.Ordinal))
            .Select(file => Plant(file, [.. edits[file.Path]], lost))
            .Append(CSharpSyntaxTree.ParseText(Added, Options));
        var compilation = CSharpCompilation.Create("Wackamole.Core", trees, Framework(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        return result.Success ? bytes.ToArray() : throw new InvalidOperationException(
            "the planted core does not compile:\n" + string.Join('\n', result.Diagnostics
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }

    private static IEnumerable<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(folder, "System*.dll")
            .Append(Path.Combine(folder, "netstandard.dll"))
            .Where(file => !file.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file));
    }

    private static SyntaxTree Plant(
        SourceFile file, List<(int Number, PlantedEdit Edit)> edits, IDictionary<int, string> lost)
    {
        var tree = CSharpSyntaxTree.ParseText(file.Text, Options, file.Path);
        if (edits.Count == 0)
        {
            return tree;
        }

        var root = tree.GetRoot();
        foreach (var (number, edit) in edits.Where(entry => Find(root, entry.Edit).Count != 1))
        {
            lost[number] = $"«{edit.Was}» does not stand once in {edit.Member} of {edit.File}: " +
                "plant this fault where its rule stands now";
        }

        edits.RemoveAll(entry => lost.ContainsKey(entry.Number));
        var places = edits.GroupBy(entry => Find(root, entry.Edit)[0])
            .ToDictionary(group => group.Key, group => group.ToList());
        return CSharpSyntaxTree.Create((CSharpSyntaxNode)root.ReplaceNodes(places.Keys,
            (original, rewritten) => Beside(rewritten, places[original])), Options, file.Path);
    }

    /// <summary>The places in the member whose code is Was, whatever its layout.</summary>
    private static List<SyntaxNode> Find(SyntaxNode root, PlantedEdit edit)
    {
        SyntaxNode was = edit.IsStatement
            ? SyntaxFactory.ParseStatement(edit.Was, options: Options)
            : SyntaxFactory.ParseExpression(edit.Was, options: Options);
        return [.. root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => string.Equals(NameOf(member), edit.Member, StringComparison.Ordinal))
            .SelectMany(member => member.DescendantNodes())
            .Where(node => SyntaxFactory.AreEquivalent(node, was, topLevel: false))];
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        _ => null,
    };

    private static SyntaxNode Beside(
        SyntaxNode code, IReadOnlyList<(int Number, PlantedEdit Edit)> edits)
    {
        foreach (var (number, edit) in edits)
        {
            var isOn = $"global::{Switch}.Is({number})";
            code = edit.IsStatement
                ? SyntaxFactory.ParseStatement(
                    $"if ({isOn}) {{ {edit.Becomes} }} else {{ {code} }}", options: Options)
                : SyntaxFactory.ParseExpression(
                    $"({isOn} ? ({edit.Becomes}) : ({code}))", options: Options);
        }

        return code;
    }
}
