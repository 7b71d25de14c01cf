namespace Wackamole.Lab.Hosts;

/// <summary>
/// The programs under test: those beside the lab's own, unless the environment says.
/// </summary>
internal static class Programs
{
    public static string Daemon => Find("wackamole", "WACKAMOLE_BIN");

    public static string Command => Find("wackatrl", "WACKATRL_BIN");

    private static string Find(string name, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } chosen)
        {
            return File.Exists(chosen)
                ? Path.GetFullPath(chosen)
                : throw new LabException($"{variable} names {chosen}, which does not exist");
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null;
            directory = directory.Parent)
        {
            foreach (var place in new[] { name, Path.Combine("out", name) })
            {
                var path = Path.Combine(directory.FullName, place);
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        throw new LabException(
            $"the program {name} is nowhere near: run «make build», or name it in {variable}");
    }
}
