using Wackamole.Core.Announcements;
using Wackamole.Hosting;

namespace Wackamole.Announcing;

/// <summary>
/// What frames must know of the interfaces that send them, looked up once for each batch.
/// </summary>
internal sealed class LinkSources(InterfaceTable interfaces)
{
    private readonly Dictionary<string, LinkSource?> _known = new(StringComparer.Ordinal);

    public LinkSource? Find(string name)
    {
        if (!_known.TryGetValue(name, out var source))
        {
            source = interfaces.Find(name) is { } found
                ? new LinkSource(found.HardwareAddress, ForwardsIpv6(name)) : null;
            _known.Add(name, source);
        }

        return source;
    }

    public void Forget() => _known.Clear();

    private static bool ForwardsIpv6(string name)
    {
        try
        {
            return File.ReadAllText($"/proc/sys/net/ipv6/conf/{name}/forwarding")
                .StartsWith('1');
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // No IPv6 on this host or interface: then nothing is advertised either.
            return false;
        }
    }
}
