using System.Globalization;
using System.Text;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Writes what a configuration says in its own language, with every default and a comment for
/// each. Reading the text back gives an equal configuration.
/// </summary>
public static class ConfigurationPrinter
{
    public static string Print(ConfigurationFile configuration)
    {
        var text = new Writer();
        Identity(text, configuration);
        Mesh(text, configuration);
        Times(text, configuration);
        Allocation(text, configuration);
        Addresses(text, configuration);
        Announcing(text, configuration);
        Hooks(text, configuration);
        return text.ToString();
    }

    private static void Identity(Writer text, ConfigurationFile said)
    {
        text.Comment("The group: the same name on every host of the cluster.");
        text.Set("Group", PrintedText.Word(said.Group));
        text.Comment("The node's name, unique in the cluster.");
        text.Set("Node", said.Node is { } node ? PrintedText.Word(node) : null,
            "the host's name up to its first dot");
        text.Comment("The socket that wackatrl talks to; \"\" for none.");
        text.Set("Control", PrintedText.Word(said.Control ?? string.Empty));
        text.Comment("Where the daemon keeps its incarnation and the list of voters.");
        text.Set("StateDirectory", PrintedText.Word(said.StateDirectory));
        text.Comment("A syslog facility; the log goes to standard error all the same.");
        text.Set("LogFacility", said.LogFacility, "none");
    }

    private static void Mesh(Writer text, ConfigurationFile said)
    {
        text.Comment("Group communication: mesh, the embedded engine.");
        text.Set("Engine", said.Engine.ToString().ToLowerInvariant());
        text.Comment("An address of every host; two in braces for a dual link.");
        text.Block("Peers", said.Peers.Items.Select(PrintedText.Peer));
        text.Comment("The multicast group that is used where no peers are listed.");
        text.Set("Multicast", said.Multicast?.ToString(), "none");
        text.Comment("The interfaces that multicast goes over.");
        text.Block("Links", said.Links.Items);
        text.Comment("The UDP port of the mesh.");
        text.Set("Port", Number(said.Port));
        text.Comment("key: every packet is sealed with the key file's key; none: all are trusted.");
        text.Set("Authentication", said.Authentication.ToString().ToLowerInvariant());
        text.Set("KeyFile", said.KeyFile is { } path ? PrintedText.Word(path) : null, "none");
        text.Comment("Ask for real-time priority and locked memory.");
        text.Set("RealTime", YesOrNo(said.RealTime));
        text.Comment("Whether the kernel has to enforce the lease.");
        text.Set("Fence", said.Fence.ToString().ToLowerInvariant());
        text.Comment("Whether only a majority of a divided cluster covers addresses.");
        text.Set("Quorum", said.Quorum.ToString().ToLowerInvariant());
        text.Comment("The nodes that vote, by name, for such a majority.");
        text.Block("Voters", said.Voters.Items.Select(PrintedText.Word));
        text.Comment("Whether this host votes and holds nothing.");
        text.Set("Witness", YesOrNo(said.Witness));
        text.Comment("The Spread daemon, for the engine of that name.");
        text.Set("Spread", said.Spread is { } name ? PrintedText.Word(name) : null, "none");
        text.Comment("Between two attempts to reach Spread's or Corosync's daemon.");
        text.Set("SpreadRetryInterval", Time(said.SpreadRetryInterval));
    }

    private static void Times(Writer text, ConfigurationFile said)
    {
        const string Otherwise = "it follows from Corosync's token and consensus times";
        Timing? times = said.TimesFollowCorosync ? null : said.Timing;
        text.Comment("A host that is silent for this long has failed.");
        text.Set("DetectionTime", times is null ? null : Time(times.Detection), Otherwise);
        text.Comment("How often a host says that it lives: an eighth of it, or less.");
        text.Set("Heartbeat", times is null ? null : Time(times.Heartbeat), Otherwise);
        text.Comment("How long a host answers for its addresses after it last had contact.");
        text.Set("Lease", times is null ? null : Time(times.Lease), Otherwise);
        text.Comment("How long a fresh cluster waits for others before it takes addresses.");
        text.Set("Mature", Time(said.Mature));
        text.Comment("How long an orderly end may take.");
        text.Set("LeaveLimit", Time(said.LeaveLimit));
    }

    private static void Allocation(Writer text, ConfigurationFile said)
    {
        text.Comment("Moves of one round (all: every one at once), and the time between rounds.");
        var most = said.AcquisitionsPerRound is { } number ? Number(number) : "all";
        text.Block("Balance",
            [$"AcquisitionsPerRound = {most}", $"Interval = {Time(said.BalanceInterval)}"]);
        text.Comment("This host's share, against the weights of the others.");
        text.Set("Weight", Number(said.Weight));
        text.Comment("Addresses that this host would rather hold.");
        if (said.Preferred.IsEmpty)
        {
            text.Line("Prefer None");
        }
        else
        {
            text.Block("Prefer", said.Preferred.Items.Select(one => one.ToString()));
        }
    }

    private static void Addresses(Writer text, ConfigurationFile said)
    {
        text.Comment("What the cluster keeps covered; addresses in braces move together.");
        text.Block("VirtualInterfaces", said.VirtualInterfaces.Items.Select(PrintedText.Group));
    }

    private static void Announcing(Writer text, ConfigurationFile said)
    {
        text.Comment("Who is told, one by one, when an address moves.");
        if (said.Notify.IsEmpty)
        {
            text.Line("Notify None");
        }
        else
        {
            text.Block("Notify", NotifyEntries(said.Notify));
        }

        text.Comment("Time between two reports of this host's ARP table to the others.");
        text.Set("Arp-Cache", Time(said.ArpTableInterval));
        text.Comment("Time between two announcements of what is held.");
        text.Set("AnnounceRefresh", Time(said.AnnounceRefresh));
    }

    private static IEnumerable<string> NotifyEntries(Notification notify)
    {
        foreach (var target in notify.Targets)
        {
            yield return PrintedText.Target(target);
        }

        if (notify.ArpTable)
        {
            yield return notify.PingArpTable ? "Arp-Cache ping" : "Arp-Cache";
        }
    }

    private static void Hooks(Writer text, ConfigurationFile said)
    {
        text.Comment("Programs that run when addresses come and go, and their longest time.");
        foreach (var hook in said.Hooks)
        {
            text.Line(PrintedText.Hook(hook));
        }

        text.Set("HookTimeout", Time(said.HookTimeout));
    }

    private static string Time(TimeSpan time) => TimeText.Format(time);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    /// <summary>The text so far.</summary>
    private sealed class Writer
    {
        private readonly StringBuilder _text = new();

        public void Comment(string comment) => _text.Append("# ").Append(comment).Append('\n');

        public void Line(string line) => _text.Append(line).Append('\n');

        /// <summary>A directive with its value, or a comment where it has none.</summary>
        public void Set(string name, string? value, string otherwise = "") =>
            Line(value is not null ? $"{name} = {value}" : $"# {name} is not set: {otherwise}");

        /// <summary>A block, one item a line, or a comment where it has none.</summary>
        public void Block(string name, IEnumerable<string> items)
        {
            var lines = string.Concat(items.Select(item => $"    {item}\n"));
            Line(lines.Length > 0 ? $"{name} {{\n{lines}}}" : $"# {name} is not set: none");
        }

        public override string ToString() => _text.ToString();
    }
}
