using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy;

/// <summary>A C# file and its syntax: rules look at code, not at what stands in strings.</summary>
internal sealed class SourceFile(string path, string text) : TextFile(path, text)
{
    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview, DocumentationMode.Parse);

    private readonly Lazy<CompilationUnitSyntax> _root = new(
        () => CSharpSyntaxTree.ParseText(text, Options).GetCompilationUnitRoot());

    public CompilationUnitSyntax Root => _root.Value;

    /// <summary>Types that stand directly in a namespace or in the file.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes => Root
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public IEnumerable<SyntaxTrivia> Comments => Root
        .DescendantTrivia(descendIntoTrivia: false)
        .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
            or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia);

    public Violation At(SyntaxNode node, string what) => At(node.GetLocation(), what);

    public Violation At(SyntaxToken token, string what) => At(token.GetLocation(), what);

    public Violation At(SyntaxTrivia trivia, string what) => At(trivia.GetLocation(), what);

    private Violation At(Location location, string what) =>
        new(Path, location.GetLineSpan().StartLinePosition.Line + 1, what);
}
