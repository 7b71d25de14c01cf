using Wackamole.Core;
using Wackamole.Core.Quorum;

namespace Wackamole.Hosting;

/// <summary>
/// The list of voters on this host's disk: read once at the start, written beside the loop.
/// </summary>
internal sealed class VoterFile(
    string directory, string node, string group, Mailbox<NodeEvent> loop)
{
    private readonly string _path = Path.Combine(directory, $"voters.{node}");

    /// <summary>Null with no fault where there is no file: this host never had a list.</summary>
    public VoterRecord? Read(out string? fault)
    {
        fault = null;
        try
        {
            if (!File.Exists(_path))
            {
                return null;
            }

            var record = VoterRecordText.Read(File.ReadAllText(_path), group, out fault);
            fault = fault is null ? null : $"{_path} is not used: {fault}";
            return record;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            fault = $"{_path} cannot be read: {failed.Message}";
            return null;
        }
    }

    /// <summary>
    /// Returns at once; VotersStored follows. The node asks for one at a time.
    /// </summary>
    public void Store(VoterRecord record) => ThreadPool.UnsafeQueueUserWorkItem(
        static order => order.File.Write(order.Record), (File: this, Record: record), false);

    private void Write(VoterRecord record)
    {
        string? fault = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            DurableFile.Replace(_path, VoterRecordText.Write(record, group));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            fault = failed.Message;
        }

        loop.PostPatiently(new NodeEvent.VotersStored(record, fault), () => false);
    }
}
