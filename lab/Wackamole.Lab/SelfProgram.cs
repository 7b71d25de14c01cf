namespace Wackamole.Lab;

/// <summary>How to start this very program again.</summary>
internal static class SelfProgram
{
    /// <summary>
    /// Program and leading arguments: «dotnet wackalab.dll» where it runs under dotnet.
    /// </summary>
    public static string[] CommandLine
    {
        get
        {
            var program = Environment.ProcessPath
                ?? throw new LabException("this system does not say what program this is");
            return Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [program, Environment.GetCommandLineArgs()[0]]
                : [program];
        }
    }
}
