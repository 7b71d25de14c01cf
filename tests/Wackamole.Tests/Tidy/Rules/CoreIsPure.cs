using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class CoreIsPure : SourceRule
{
    private static readonly HashSet<string> Banned = new(StringComparer.Ordinal)
    {
        // Other threads, and waiting for them.
        "Task", "ValueTask", "Thread", "ThreadPool", "ThreadLocal", "AsyncLocal", "Monitor",
        "Mutex", "Semaphore", "SemaphoreSlim", "Interlocked", "Volatile", "Parallel",
        "CancellationToken", "CancellationTokenSource", "ManualResetEvent",
        "AutoResetEvent", "ReaderWriterLockSlim",

        // Clocks and timers: time comes in as «now».
        "DateTime", "DateTimeOffset", "Stopwatch", "TimeProvider", "Timer", "PeriodicTimer",

        // The world outside.
        "Socket", "UdpClient", "TcpClient", "HttpClient", "Dns", "NetworkInformation", "File",
        "FileStream", "FileInfo", "Directory", "DirectoryInfo", "Console", "Environment",
        "AppContext", "Process", "ProcessStartInfo", "RuntimeInformation",

        // Chance: a seed is an input.
        "Random", "RandomNumberGenerator", "Guid",
    };

    private static readonly string[] BannedNamespaces =
        ["System.IO", "System.Threading", "System.Reflection"];

    public override string Why =>
        "Wackamole.Core takes inputs and «now» and returns effects, nothing else: so a whole "
        + "cluster runs in one test, and a failing run is a seed";

    public override Planted[] Examples =>
    [
        Bad("async void B() { }"),
        Bad("void B() { lock (this) { } }"),
        Bad("long B() => Stopwatch.GetTimestamp();"),
        Bad("long B() => System.Environment.TickCount64;"),
        Bad("System.Random? _random;"),
        Bad("List<Task> B() => [];"),
        Bad("Socket? _socket;"),
        Bad("int B() => new Random().Next();"),
        Bad("static int _calls;"),
        Bad("static int Calls { get; set; }"),
        Bad("int B(string name) => name.GetHashCode();"),
        Planted.Bad("src/Wackamole.Core/A.cs", "using System.Threading.Tasks;"),
        Good("static readonly int Most = 1; const int Least = 0; int _calls;"),
        Good("int B(string name) => name.Length; // a Task, a Random, a lock"),
        Good("public override int GetHashCode() => _name.GetHashCode();"),
        Good("void B(Settings settings) { Process(settings.File); } void Process(int file) { }"),
        Planted.Good("src/Wackamole/A.cs", "class A { async Task B() => await Task.Yield(); }"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("src/Wackamole.Core");

    protected override IEnumerable<Violation> Find(SourceFile file) =>
    [
        .. Keywords(file), .. Usings(file), .. Names(file), .. SharedState(file),
        .. HashCodes(file),
    ];

    private static IEnumerable<Violation> Keywords(SourceFile file) =>
        from token in file.Root.DescendantTokens()
        where token.Kind() is SyntaxKind.AsyncKeyword or SyntaxKind.AwaitKeyword
            or SyntaxKind.LockKeyword or SyntaxKind.VolatileKeyword
        select file.At(token, $"«{token.Text}» in the core");

    private static IEnumerable<Violation> Usings(SourceFile file) =>
        from directive in file.All<UsingDirectiveSyntax>()
        let name = directive.NamespaceOrType.ToString()
        where BannedNamespaces.Any(banned => name.StartsWith(banned, StringComparison.Ordinal))
        select file.At(directive, $"«using {name}» in the core");

    private static IEnumerable<Violation> Names(SourceFile file) =>
        from name in file.All<SimpleNameSyntax>()
        where Banned.Contains(name.Identifier.Text) && StandsForType(name)
        select file.At(name, $"«{name.Identifier.Text}» in the core");

    /// <summary>
    /// Whether a name stands where a type does: a declared type, the left of a dot, or the end of
    /// a name that begins with «System». A method or property of the same name is no type.
    /// </summary>
    private static bool StandsForType(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == name => true,
        MemberAccessExpressionSyntax access => IsSystem(access.Expression),
        QualifiedNameSyntax qualified => qualified.Right == name,
        _ => SyntaxFacts.IsInTypeOnlyContext(name),
    };

    private static bool IsSystem(ExpressionSyntax expression) =>
        expression.ToString().Split('.')[0] is "System" or "global::System";

    private static IEnumerable<Violation> SharedState(SourceFile file)
    {
        var fields = file.All<FieldDeclarationSyntax>().Where(field =>
            field.Modifiers.Any(SyntaxKind.StaticKeyword)
            && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));
        var properties = file.All<PropertyDeclarationSyntax>().Where(property =>
            property.Modifiers.Any(SyntaxKind.StaticKeyword)
            && property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) is true);
        return fields.Cast<MemberDeclarationSyntax>().Concat(properties)
            .Select(member => file.At(member, "state that all nodes of a process share"));
    }

    private static IEnumerable<Violation> HashCodes(SourceFile file) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where access.Name.Identifier.Text is "GetHashCode"
        where access.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text
            is not "GetHashCode"
        select file.At(access, "GetHashCode differs from process to process");

    private static Planted Bad(string members) =>
        Planted.Bad("src/Wackamole.Core/A.cs", "class A { " + members + " }");

    private static Planted Good(string members) =>
        Planted.Good("src/Wackamole.Core/A.cs", "class A { " + members + " }");
}
