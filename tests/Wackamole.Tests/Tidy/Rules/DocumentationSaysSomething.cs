using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class DocumentationSaysSomething : SourceRule
{
    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
        { "a", "an", "the", "of", "this", "get", "gets", "set", "sets", "or", "and", "is" };

    public override string Why => "documentation gives meaning, units, errors, source; "
        + "what restates the name is noise that hides the rest";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "/// <summary></summary>\nclass A;"),
        Planted.Bad("src/A.cs", "class A { /// <param name=\"b\"> </param>\nvoid C(int b); }"),
        Planted.Bad("src/A.cs", "class A { /// <returns/>\nint C(); }"),
        Planted.Bad("src/A.cs", "/// <summary>The view id.</summary>\nclass ViewId;"),
        Planted.Bad("src/A.cs", "class A { /// <summary>Gets the age.</summary>\nint Age; }"),
        Planted.Good("src/A.cs", "/// <summary>The name of a view.</summary>\nclass ViewId;"),
        Planted.Good("src/A.cs", "/// <summary>For allocation.</summary>\nclass Allocation;"),
        Planted.Good("src/A.cs", "/// <summary>As <see cref=\"B\"/> says.</summary>\nclass A;"),
        Planted.Good("src/A.cs", "class A { /// <inheritdoc/>\nint C(); }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var comment in file.Comments.Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>())
        {
            foreach (var tag in comment.DescendantNodes().Where(IsEmpty))
            {
                yield return file.At(tag, $"an empty tag: {tag}");
            }

            var summary = comment.Content.OfType<XmlElementSyntax>()
                .FirstOrDefault(element => element.StartTag.Name.ToString() is "summary");
            if (summary is not null && Restates(summary, NameAbove(comment)))
            {
                yield return file.At(summary, "the summary restates the name");
            }
        }
    }

    private static bool IsEmpty(SyntaxNode node) => node switch
    {
        XmlElementSyntax element => Words(element).Length == 0
            && !element.DescendantNodes().OfType<XmlEmptyElementSyntax>().Any(),
        XmlEmptyElementSyntax element =>
            element.Name.ToString() is "summary" or "param" or "returns" or "remarks",
        _ => false,
    };

    private static bool Restates(XmlElementSyntax summary, string name)
    {
        var words = Words(summary).Where(word => !Filler.Contains(word)).ToList();
        var known = Part().Matches(name).Select(part => part.Value.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        return words.Count > 0 && words.TrueForAll(known.Contains)
            && !summary.DescendantNodes().OfType<XmlEmptyElementSyntax>().Any();
    }

    private static string[] Words(XmlElementSyntax element) => [.. element.Content
        .Where(node => node is XmlTextSyntax or XmlElementSyntax)
        .SelectMany(node => Word().Matches(node.ToString()))
        .Select(word => word.Value.ToLowerInvariant())];

    private static string NameAbove(DocumentationCommentTriviaSyntax comment) =>
        comment.ParentTrivia.Token.Parent?.AncestorsAndSelf().Select(NameOf)
            .FirstOrDefault(name => name is not null) ?? string.Empty;

    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        _ => null,
    };

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+")]
    private static partial Regex Part();
}
