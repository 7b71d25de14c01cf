using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Understands «Notify». «throttle» and «ping» stand in either order (the original allowed one).
/// </summary>
internal sealed class NotifyBinder(DiagnosticBag diagnostics)
{
    private const int MostPerSecond = 1_000_000;

    private readonly AddressReader _addresses = new(diagnostics);
    private readonly ValueReader _values = new(diagnostics);
    private readonly List<(NotifyTarget Target, Token Place)> _targets = [];

    private bool _arpTable;
    private bool _pingArpTable;

    public Notification All =>
        new([.. _targets.Select(one => one.Target)], _arpTable, _pingArpTable);

    public void Bind(Statement statement)
    {
        var tokens = new Queue<Token>();
        foreach (var item in statement.Items)
        {
            if (item.Group is null)
            {
                tokens.Enqueue(item.Token);
            }
            else
            {
                diagnostics.Error(DiagnosticKind.UnexpectedToken, item.Token,
                    "unexpected `{`: `Notify` has no groups",
                "List the addresses and netblocks one after another, without inner braces.");
            }
        }

        while (tokens.TryDequeue(out var token))
        {
            BindEntry(token, tokens);
        }
    }

    /// <summary>Says which entries no virtual interface will ever be announced to.</summary>
    public void Check(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        // Many addresses share a neighbourhood; one of each is enough.
        var addresses = virtualInterfaces.SelectMany(one => one.Addresses)
            .DistinctBy(one => (one.Interface, one.Neighbourhood.First, one.NeighbourhoodLength))
            .ToList();
        foreach (var (target, place) in _targets)
        {
            if (addresses.Count > 0 && !addresses.Any(address => Concerns(target, address)))
            {
                diagnostics.Warning(DiagnosticKind.NotifyMatchesNothing, place,
                    $"nothing is ever announced to {place.Shown}: it is in the neighbourhood " +
                    "of no virtual address" +
                    (target.Interface.Length == 0 ? string.Empty : $" on {target.Interface}"),
                    "Check it; `nLENGTH` behind a virtual address makes its neighbourhood wider.");
            }
        }
    }

    private static bool Concerns(NotifyTarget target, InterfaceAddress address) =>
        (target.Interface.Length == 0
            || string.Equals(target.Interface, address.Interface, StringComparison.Ordinal))
        && (target.Block.Contains(address.Neighbourhood.First)
            || address.Neighbourhood.Contains(target.Block.First));

    private void BindEntry(Token token, Queue<Token> rest)
    {
        if (token.Is("None"))
        {
            return;
        }

        if (token.Is("throttle") || token.Is("ping"))
        {
            diagnostics.Error(DiagnosticKind.UnexpectedToken, token,
                $"unexpected {token.Shown}: it stands behind the address it is for",
                "Write it behind an address: `Notify { eth0:10.0.0.1/32 throttle 10 }`.");
            if (rest.TryPeek(out var number) && IsNumber(number))
            {
                rest.Dequeue();
            }

            return;
        }

        var isArpCache = token.Is("Arp-Cache");
        var address = isArpCache ? null : _addresses.Read(token, interfaceRequired: false);
        var (throttle, ping) = TakeOptions(isArpCache, rest);
        if (isArpCache)
        {
            _arpTable = true;
            _pingArpTable |= ping;
        }
        else if (address is { } found)
        {
            AddTarget(token, new NotifyTarget(found.Interface,
                new AddressBlock(found.Address, found.PrefixLength), throttle, ping));
        }
    }

    private (int Throttle, bool Ping) TakeOptions(bool isArpCache, Queue<Token> rest)
    {
        var (throttle, ping) = (0, false);
        while (rest.TryPeek(out var option) && (option.Is("throttle") || option.Is("ping")))
        {
            rest.Dequeue();
            if (option.Is("ping"))
            {
                ping = true;
                continue;
            }

            throttle = TakeThrottle(option, rest);
            if (isArpCache)
            {
                diagnostics.Error(DiagnosticKind.ThrottleOnArpCache, option,
                    "`Arp-Cache` cannot be throttled", "Leave `throttle` and its number out.");
            }
        }

        return (throttle, ping);
    }

    private int TakeThrottle(Token option, Queue<Token> rest)
    {
        if (rest.TryPeek(out var number) && IsNumber(number))
        {
            return _values.OriginalNumber("throttle", rest.Dequeue(), MostPerSecond) ?? 0;
        }

        diagnostics.Error(DiagnosticKind.MissingValue, option,
            "`throttle` needs a number", "Write how many are told per second: `throttle 20`.");
        return 0;
    }

    private static bool IsNumber(Token token) => token.Kind == TokenKind.Word
        && !token.Text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private void AddTarget(Token token, NotifyTarget target)
    {
        if (_targets.Count < Limits.NotifyTargets)
        {
            _targets.Add((target, token));
            return;
        }

        diagnostics.Error(DiagnosticKind.TooManyNotifyTargets, token,
            $"`Notify` has more than {Limits.NotifyTargets} entries", "Name blocks.");
    }
}
