using System.Text.Json.Serialization;

namespace Wackamole.Lab.Observing;

/// <summary>What the lab and its observer say to each other, one line each.</summary>
[JsonSerializable(typeof(ObserverSettings))]
[JsonSerializable(typeof(Observation))]
[JsonSerializable(typeof(AddressGlance[]))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class ObserverJson : JsonSerializerContext;
