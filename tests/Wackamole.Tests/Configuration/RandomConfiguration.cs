using System.Text;

namespace Wackamole.Tests.Configuration;

/// <summary>Writes random configurations that are valid, in every way the grammar allows.</summary>
internal sealed class RandomConfiguration(Random random)
{
    private static readonly string[] Words =
    [
        "wack1", "a=b", "\"two words\"", "'it \"is\"'", "it's", "Port", "=x", "\"a\"b",
        "'#{}'", "50ms", "ümlaut",
    ];

    private readonly StringBuilder _text = new();
    private int _address;

    public string Text()
    {
        Assign("Group", Pick("wack1", "\"wack 1\"", "a=b", "'say \"x\"'", "Port", "\"a\"b"));
        var key = random.Next(3);
        Assign("Authentication", key == 0 ? "none" : "KEY");
        Assign("KeyFile", "/etc/wackamole.key");
        Times();
        for (var count = random.Next(12); count > 0; count--)
        {
            Statement();
        }

        if (_text.ToString().Contains("spread", StringComparison.OrdinalIgnoreCase))
        {
            Assign("Engine", "mesh");
        }

        return _text.ToString();
    }

    private void Statement()
    {
        switch (random.Next(16))
        {
            case 0:
                Assign("Control", Pick("/run/a", "\"\"", "\"/run/a b\"", "'x\"y'"));
                break;
            case 1:
                Assign("Mature", Time());
                Assign("LeaveLimit", Pick("0s", "1m", "1.5s"));
                break;
            case 2:
                Assign("Spread", Pick("4803", "4803@host", "\"4803\""));
                Assign("SpreadRetryInterval", Time());
                break;
            case 3:
                Assign("AnnounceRefresh", "2m");
                Assign("HookTimeout", Pick("1s", "0.1s", "10m"));
                break;
            case 4:
                Assign("RealTime", Pick("yes", "NO", "\"yes\""));
                break;
            case 5:
                Block("VIFs", 3, VirtualInterface);
                break;
            case 6:
                Block("Peers", 3, Peer);
                break;
            case 7:
                Assign("Port", $"{random.Next(1, 65_536)}");
                Assign("Multicast", Pick("239.1.2.3", "239.1.2.3:5", "ff15::1", "[ff15::1]:77"));
                break;
            case 8:
                ItemOrBlock("Prefer", () => Pick("None", Host(), Host() + "/25", Host(6) + "/48"));
                break;
            case 9:
                ItemOrBlock("Notify", NotifyEntry);
                break;
            case 10:
                Block("Balance", 2, BalanceEntry);
                break;
            case 11:
                Add(Pick("Run", "RunDynamic"), Pick("/bin/a", "\"/bin/a 'b c' d\""), Event());
                break;
            case 12:
                Add("RunDynamic", Pick("A::b", "x.so:f", "f", "'a b'"), Event());
                break;
            case 13:
                Assign("Weight", $"{random.Next(1, 1001)}");
                Assign("Node", Pick("web1", "WEB-2.x_y"));
                break;
            case 14:
                Assign("Witness", "no");
                if (random.Next(2) == 0)
                {
                    Assign("Quorum", "majority");
                    Add("Voters", "{", $"v{++_address}", $"v{++_address}", "}");
                }

                Assign("Fence", Pick("auto", "required", "none"));
                Assign("StateDirectory", "'/var/lib/x y'");
                break;
            default:
                Assign("LogFacility", Pick(Words));
                Assign("Arp-Cache", Time());
                Add("PerlUse", Pick(Words));
                break;
        }
    }

    private void Times()
    {
        var heartbeat = random.Next(1_000, 100_000);
        Assign("DetectionTime", $"{random.Next(8, 16) * (heartbeat + 1) / 1_000 + 1}ms");
        if (random.Next(2) == 0)
        {
            Assign("Heartbeat", $"{heartbeat / 1_000}.{heartbeat % 1_000:000}ms");
        }
    }

    private string VirtualInterface() => random.Next(3) == 0
        ? "{" + Blank() + Address() + Between() + Address() + Blank() + "}"
        : Address();

    private string Address()
    {
        var six = random.Next(4) == 0;
        var name = Pick("eth0", "br-lan.5", "fd00", "enp3s0f1");
        var suffix = Pick(string.Empty, "/24", "/25n16", "/1n1");
        return six ? $"{name}:[{Host(6)}]{suffix}" : $"{name}:{Host()}{suffix}";
    }

    private string Host(int version = 4)
    {
        _address++;
        return version == 4
            ? $"10.{_address >> 8}.{_address & 255}.{random.Next(1, 255)}"
            : $"2001:db8:{_address:x}::{random.Next(1, 255):X}";
    }

    private string Peer() => random.Next(4) switch
    {
        0 => "{" + Host() + Between() + Host() + "}",
        1 => $"[{Host(6)}]:{random.Next(1, 65_536)}",
        2 => $"{Host()}:{random.Next(1, 65_536)}",
        _ => Host(),
    };

    private string NotifyEntry() => Pick("Arp-Cache", "arp-cache ping", Host() + "/24 throttle 3",
        "eth0:" + Host() + "/20 ping", "fd00:[" + Host(6) + "]/64 throttle 0 ping", Host(6));

    private string BalanceEntry() => random.Next(2) == 0
        ? "Interval" + Sign() + Time()
        : "AcquisitionsPerRound" + Sign() + Pick("all", "0", "1", "77");

    private string Time() => Pick("5s", "2M", "1h", "250ms", "0s", "1.25s", "0.001ms");

    private string Event() =>
        Pick("On", "post", "POST") + Between() + Pick("Up", "down", "DOWN");

    private void Assign(string name, string value) =>
        _text.Append(Cased(name)).Append(Sign()).Append(value).Append(Between());

    private void Block(string name, int most, Func<string> item)
    {
        var items = Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => item() + Between());
        _text.Append(Cased(name)).Append(Blank()).Append('{').Append(Blank())
            .Append(string.Concat(items)).Append('}').Append(Between());
    }

    private void ItemOrBlock(string name, Func<string> item)
    {
        if (random.Next(2) == 0)
        {
            Block(name, 3, item);
        }
        else
        {
            Add(name, item());
        }
    }

    private void Add(params string[] words)
    {
        foreach (var word in words)
        {
            _text.Append(word).Append(Between());
        }
    }

    private string Sign() => Pick(" = ", "=", " =", "= ", "\n=\n", " = # comment\n ");

    private string Between() => Pick(" ", "\n", "\t \n\n", "# comment { \" =\n", "\r\n");

    private string Blank() => Pick(string.Empty, Between());

    private string Cased(string name) => random.Next(3) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name.ToLowerInvariant(),
        _ => name,
    };

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
