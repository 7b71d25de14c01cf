using System.ComponentModel;
using System.Diagnostics;

namespace Wackamole.Lab;

/// <summary>Runs the system's programs (ip, tc, sh …) to their end.</summary>
internal static class Tool
{
    /// <summary>Where the administrator's programs are, beside the ordinary path.</summary>
    public const string AdministratorsPath = "/usr/local/sbin:/usr/sbin:/sbin";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["ip"] = "iproute2",
        ["tc"] = "iproute2",
        ["unshare"] = "util-linux",
        ["nsenter"] = "util-linux",
        ["setpriv"] = "util-linux",
        ["mount"] = "mount",
    };

    /// <summary>Its output; a failure is told in its own words.</summary>
    public static string Run(params IReadOnlyList<string> command) => Checked(command, null);

    /// <summary>The same, with a text as its input.</summary>
    public static string Feed(string input, params IReadOnlyList<string> command) =>
        Checked(command, input);

    /// <summary>How it ended, whatever that is.</summary>
    public static ToolResult Try(params IReadOnlyList<string> command) => Execute(command, null);

    /// <summary>A command as .NET starts it, with the administrator's programs in reach.</summary>
    public static ProcessStartInfo Prepare(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment["PATH"] = $"{path}:{AdministratorsPath}";
        return start;
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)
                ?? throw new LabException($"cannot start {start.FileName}");
        }
        catch (Win32Exception fault)
        {
            var remedy = Packages.TryGetValue(start.FileName, out var package)
                ? $"; on Debian: apt install {package}"
                : string.Empty;
            throw new LabException($"cannot start {start.FileName}: {fault.Message}{remedy}");
        }
    }

    private static string Checked(IReadOnlyList<string> command, string? input)
    {
        var result = Execute(command, input);
        return result.Status == 0
            ? result.Output
            : throw new LabException($"«{string.Join(' ', command)}» failed with status " +
                $"{result.Status}: {result.Error.Trim()}");
    }

    private static ToolResult Execute(IReadOnlyList<string> command, string? input)
    {
        var start = Prepare(command);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(Bound))
        {
            process.Kill();
            throw new LabException(
                $"«{string.Join(' ', command)}» did not end within {Bound.TotalSeconds} s");
        }

        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }
}
