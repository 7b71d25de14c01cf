using Wackatrl.Diagnosis;
using Wackatrl.Diagnosis.Facts;

namespace Wackamole.Tests.Wackatrl.Diagnosis;

/// <param name="Says">Stands in what was found, what it costs or its remedy.</param>
internal sealed record SampleFault(string Name, string Rule, Severity Severity, string Says,
    Func<HostFacts, HostFacts> Change);
