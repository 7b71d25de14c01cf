namespace Wackamole.Tests.Daemon;

/// <summary>
/// A folder of its own for one test, removed with it. Short: sockets' paths are limited.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("wack").FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a file and answers its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Writes a program for the shell and answers its path.</summary>
    public string WriteProgram(string name, string body)
    {
        var path = Write(name, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
