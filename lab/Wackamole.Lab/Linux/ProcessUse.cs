using System.Globalization;

namespace Wackamole.Lab.Linux;

/// <summary>What a process has of the machine at a moment (proc(5)).</summary>
internal sealed record ProcessUse(double ResidentMegabytes, int Descriptors)
{
    private const double KilobytesPerMegabyte = 1024;

    public static ProcessUse Of(int processId)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        var line = File.ReadLines($"{folder}/status")
            .First(it => it.StartsWith("VmRSS:", StringComparison.Ordinal));
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new ProcessUse(
            double.Parse(words[1], CultureInfo.InvariantCulture) / KilobytesPerMegabyte,
            Directory.GetFileSystemEntries($"{folder}/fd").Length);
    }
}
