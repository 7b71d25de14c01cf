using System.CommandLine;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.Commands;

/// <summary>The option that says what the daemons agree by.</summary>
internal static class EngineOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--engine")
        {
            Description = "What the daemons agree by: "
                + string.Join(", ", LabEngines.All.Select(engine => engine.Name)),
            HelpName = "NAME",
            DefaultValueFactory = _ => LabEngines.Mesh.Name,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && LabEngines.Named(name) is null)
            {
                result.AddError($"--engine knows no «{name}»");
            }
        });
        return option;
    }

    /// <summary>The engine that was named, which this machine has.</summary>
    public static LabEngine Chosen(this ParseResult parsed, Option<string> option)
    {
        var engine = LabEngines.Named(parsed.GetValue(option)!)!;
        return engine.Missing is { } missing ? throw new NotHereException(missing) : engine;
    }
}
