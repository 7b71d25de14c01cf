using System.Text.Json.Serialization;

namespace Wackamole.Core.Control;

/// <summary>
/// The JSON form of replies, generated at build time: nothing is looked up by reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(ClusterStatus))]
public sealed partial class ControlJson : JsonSerializerContext;
