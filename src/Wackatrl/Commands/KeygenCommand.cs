using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using Wackamole.Core.Configuration;
using Wackamole.Core.Wire;

namespace Wackatrl.Commands;

/// <summary>Makes keys, and takes a cluster from one key to the next.</summary>
internal static class KeygenCommand
{
    private const int KeyBytes = 32;

    public static Command Build(Surroundings around)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Where to write it, readable by its owner alone; without it to the "
                + "standard output.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var force = new Option<bool>("--force")
        {
            Description = "Overwrite the file. Hosts that still have its key are shut out.",
        };
        var rotate = new Option<string?>("--rotate")
        {
            Description = "Change the key of a running cluster in three steps; each says what to "
                + "do before the next one. Without a step: add.",
            HelpName = "add|switch|drop",
            Arity = ArgumentArity.ZeroOrOne,
        };
        rotate.AcceptOnlyFromAmong("add", "switch", "drop");
        var command = new Command("keygen", "Make a key for a cluster, or change a key.")
        {
            file, force, rotate,
        };
        command.SetAction(parsed => parsed.GetResult(rotate) is null
            ? Make(parsed.GetValue(file), parsed.GetValue(force), around)
            : Rotate(parsed.GetValue(file), parsed.GetValue(rotate) switch
            {
                "switch" => RotationStep.Switch,
                "drop" => RotationStep.Drop,
                _ => RotationStep.Add,
            }, around));
        return command;
    }

    private static int Make(string? file, bool overwrite, Surroundings around)
    {
        var text = ClusterKeysText.Format(new ClusterKeys([NewKey()]));
        if (file is null)
        {
            around.Output.Write(text);
            return CommandStatus.Done;
        }

        KeyFile.Write(file, text, overwrite);
        around.Output.WriteLine($"{file}: a new key, readable by its owner alone. Copy it to "
            + $"every host and write `KeyFile = {file}` in each configuration.");
        return CommandStatus.Done;
    }

    private static int Rotate(string? file, RotationStep step, Surroundings around)
    {
        if (file is null)
        {
            throw new CommandFaultException(CommandStatus.Usage,
                "--rotate needs the key file that the cluster uses now");
        }

        var keys = KeyFile.Read(file).Keys;
        var (wanted, wrong) = step == RotationStep.Add
            ? (1, "it holds two keys: the last rotation has not ended; go on with --rotate switch "
                + "or, where every host seals with the first of them, --rotate drop")
            : (2, "it holds one key; begin with --rotate add");
        if (keys.Length != wanted)
        {
            throw new CommandFaultException(CommandStatus.Usage, $"{file}: {wrong}");
        }

        ImmutableArray<ImmutableArray<byte>> next = step switch
        {
            RotationStep.Add => [keys[0], NewKey()],
            RotationStep.Switch => [keys[1], keys[0]],
            _ => [keys[0]],
        };
        KeyFile.Write(file, ClusterKeysText.Format(new ClusterKeys(next)), overwrite: true);
        around.Output.WriteLine(WhatNext(file, step));
        return CommandStatus.Done;
    }

    private static string WhatNext(string file, RotationStep step)
    {
        var (done, then) = step switch
        {
            RotationStep.Add => (
                "Step 1 of 3: a new key was added as the second. It is accepted, not used yet.",
                $"    wackatrl keygen --rotate switch {file}"),
            RotationStep.Switch => (
                "Step 2 of 3: the new key is the first now and seals what is sent; the old one\n"
                + "is still accepted.", $"    wackatrl keygen --rotate drop {file}"),
            _ => ("Step 3 of 3: the old key was removed.",
                "nothing more is to be done: the cluster has its new key."),
        };
        return $"""
            {file}:
            {done}
            Now copy this file to every host, and restart the daemons one after the other. On each:
                wackatrl drain                    wait until `wackatrl status` shows 0 held
                systemctl restart wackamole       wait until it is a member again
            When every host has it:
            {then}
            """;
    }

    private static ImmutableArray<byte> NewKey() => [.. RandomNumberGenerator.GetBytes(KeyBytes)];
}
