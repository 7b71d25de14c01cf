using System.Text;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>A small file that is there whole, as before or as after, whatever happens.</summary>
internal static class DurableFile
{
    /// <summary>
    /// Replaces the file; when it returns, no loss of power can undo that.
    /// </summary>
    /// <exception cref="IOException">It could not; the file is as before.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of a right.</exception>
    public static void Replace(string path, string text)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);

        // The name's new meaning is the directory's, and not on the disk before this.
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }
}
