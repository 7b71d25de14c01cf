using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Quorum;

/// <summary>Who votes, each name once and in ordinal order, and which change made it so.</summary>
/// <param name="Generation">One more with every change, from 1.</param>
public sealed record VoterList(ulong Generation, EquatableArray<Voter> Voters)
{
    /// <summary>Votes that are more than half.</summary>
    public int Needed => Voters.Count / 2 + 1;

    public static VoterList Of(ulong generation, IEnumerable<Voter> voters) => new(generation,
        voters.OrderBy(one => one.Name, StringComparer.Ordinal).ToImmutableArray());

    public bool Contains(string name, ulong machine)
    {
        foreach (var voter in Voters)
        {
            if (voter.Is(name, machine))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The machine that has this name's vote; 0 where none has.</summary>
    public ulong MachineOf(string name)
    {
        foreach (var voter in Voters)
        {
            if (string.Equals(voter.Name, name, StringComparison.Ordinal))
            {
                return voter.Machine;
            }
        }

        return 0;
    }

    public void Write(ref ByteWriter writer)
    {
        writer.WriteVar(Generation);
        writer.WriteVar((ulong)Voters.Count);
        foreach (var voter in Voters)
        {
            writer.Name(voter.Name);
            writer.U64(voter.Machine);
        }
    }

    /// <summary>What Write wrote; fails the reader where names are not in order.</summary>
    public static VoterList Read(ref ByteReader reader, NameTable names)
    {
        var generation = reader.ReadVar();
        reader.Require(generation is > 0 and < Limits.VoterGenerations);
        var voters = ImmutableArray.CreateBuilder<Voter>();
        var last = string.Empty;
        for (var left = reader.Count(Limits.Members); left > 0 && !reader.Failed; left--)
        {
            var bytes = reader.NameBytes();
            reader.Require(bytes.Length > 0);
            var name = reader.Failed ? string.Empty : names.Intern(bytes);
            reader.Require(string.CompareOrdinal(name, last) > 0);
            voters.Add(new Voter(name, reader.U64()));
            last = name;
        }

        return new VoterList(generation, voters.ToImmutable());
    }

    public override string ToString() =>
        $"{Generation}: {string.Join(", ", Voters.Items.Select(one => one.Name))}";
}
