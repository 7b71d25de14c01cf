return Wackamole.Sentinels.SentinelCommand.IsMeant(args)
    ? Wackamole.Sentinels.SentinelCommand.Run(args)
    : new Wackamole.CommandLine().Run(args);
