using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Understands «Prefer». The original's look-up of host names was empty, so a name never had an
/// effect; it has none here either, and that is said.
/// </summary>
internal sealed class PreferBinder(DiagnosticBag diagnostics)
{
    private readonly AddressReader _addresses = new(diagnostics);
    private readonly List<(AddressBlock Block, Token Place)> _blocks = [];

    public ImmutableArray<AddressBlock> All => [.. _blocks.Select(one => one.Block).Distinct()];

    public void Bind(Statement statement)
    {
        foreach (var item in statement.Items)
        {
            if (item.Group is not null)
            {
                diagnostics.Error(DiagnosticKind.UnexpectedToken, item.Token,
                    "unexpected `{`: `Prefer` has no groups",
                    "Write the first address of a group: it stands for all of them.");
                continue;
            }

            BindOne(item.Token);
        }
    }

    /// <summary>Says which preferences concern nothing, or more than was meant.</summary>
    public void Check(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        foreach (var (block, place) in _blocks)
        {
            var count = virtualInterfaces.Count(one => block.Contains(one.Head));
            if (count == 0 && !virtualInterfaces.IsEmpty)
            {
                diagnostics.Warning(DiagnosticKind.PreferMatchesNothing, place,
                    $"no virtual interface begins with an address in {block.First}" +
                    $"/{block.PrefixLength}",
                    "Name the first address of a virtual interface, or a block of them.");
            }
            else if (count > 1 && block.First != block.Address)
            {
                diagnostics.Warning(DiagnosticKind.PreferBlockWithHostBits, place,
                    $"this prefers all {count} virtual interfaces in {block.First}" +
                    $"/{block.PrefixLength}, not only {block.Address}",
                    $"Write `{block.Address}/{block.Address.Length}` for this one, " +
                    $"or `{block.First}/{block.PrefixLength}` for all.");
            }
        }
    }

    private void BindOne(Token token)
    {
        if (token.Is("None"))
        {
            return;
        }

        var reading = AddressText.Read(token.Text, interfaceRequired: false);
        if (reading.Fault is not null && IsName(token.Text))
        {
            diagnostics.Warning(DiagnosticKind.PreferNameIgnored, token,
                $"{token.Shown} has no effect: names are not looked up, nor did the original",
                "Write the address.");
        }
        else if (_blocks.Count == Limits.Preferences)
        {
            diagnostics.Error(DiagnosticKind.TooManyAddresses, token,
                $"there are more than {Limits.Preferences} preferences", "Name blocks.");
        }
        else if (_addresses.Accept(token, reading) is { } address)
        {
            _blocks.Add((new AddressBlock(address.Address, address.PrefixLength), token));
        }
    }

    private static bool IsName(string text) => text.Length > 0
        && char.IsAsciiLetter(text[0]) && NodeName.Fault(text) is null;
}
