using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class NativeDeclarationsNameTheirHeader : SourceRule
{
    public override string Why =>
        "whoever checks a native declaration needs the header that it was copied from, and "
        + "must see whether errno is kept";

    public override Planted[] Examples =>
    [
        Planted.Bad(
            "src/Wackamole/Linux/A.cs",
            "class A { [LibraryImport(\"libc\", SetLastError = true)] static void B(); }"),
        Planted.Bad(
            "src/Wackamole/Linux/A.cs",
            "class A { // unistd.h\n[LibraryImport(\"libc\")] static void B(); }"),
        Planted.Good(
            "src/Wackamole/Linux/A.cs",
            "class A { // unistd.h\n[LibraryImport(\"c\", SetLastError = false)] void B(); }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        var imports = file.All<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString() is "LibraryImport" or "DllImport")
            .ToList();
        foreach (var import in imports.Where(import => !SaysErrno(import)))
        {
            yield return file.At(import, "say SetLastError = true or false");
        }

        if (imports.Count > 0
            && !file.Comments.Any(comment => Header().IsMatch(comment.ToString())))
        {
            yield return new Violation(file.Path, 0, "no comment names the header (for example, "
                + "sys/socket.h)");
        }
    }

    private static bool SaysErrno(AttributeSyntax import) => import.ArgumentList?.Arguments
        .Any(argument => argument.NameEquals?.Name.Identifier.Text is "SetLastError") ?? false;

    [GeneratedRegex(@"\b[a-z0-9_]+\.h\b")]
    private static partial Regex Header();
}
