namespace Wackamole.Lab.Observing;

/// <summary>What an observer watches; handed to its process as one line of JSON.</summary>
/// <param name="WatchInterface">
/// Where broadcast questions go out; not the one whose neighbour table is under test.
/// </param>
/// <param name="Addresses">In any order; observations keep it.</param>
internal sealed record ObserverSettings(string WatchInterface, IReadOnlyList<string> Addresses);
