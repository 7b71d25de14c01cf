using System.Globalization;
using Microsoft.Extensions.Logging;
using Wackamole.Hosting;

namespace Wackamole.Commands;

/// <summary>
/// «PID» and a line break, as the original wrote it; removed at the end, which the original did
/// not do.
/// </summary>
internal sealed class PidFile : IDisposable
{
    private readonly string _path;

    private PidFile(string path) => _path = path;

    /// <summary>
    /// Null where none is asked for, or where it cannot be written (said in the log).
    /// </summary>
    public static PidFile? Write(string? path, ILogger log)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            File.WriteAllText(path,
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n");
            return new PidFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            StartLog.NoPidFile(log, path, fault.Message);
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Its number belongs to nobody any more; the next start writes it anew.
        }
    }
}
