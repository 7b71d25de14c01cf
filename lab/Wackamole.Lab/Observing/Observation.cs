namespace Wackamole.Lab.Observing;

/// <summary>What an observer saw in a window of time.</summary>
/// <param name="EchoPeriodMs">Time between two echo requests to one address.</param>
/// <param name="RequestPeriodMs">Time between two broadcast questions for one address.</param>
/// <param name="LongestStallMs">The longest time the observer itself was not run.</param>
/// <param name="RealTime">Whether it has real-time priority.</param>
internal sealed record Observation(
    double EchoPeriodMs, double RequestPeriodMs, double LongestStallMs, bool RealTime,
    IReadOnlyList<AddressObservation> Addresses);
