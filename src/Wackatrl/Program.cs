using Wackatrl;

return await new CommandTree(Surroundings.OfThisProcess()).RunAsync(args);
