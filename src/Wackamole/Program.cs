return new Wackamole.CommandLine().Run(args);
