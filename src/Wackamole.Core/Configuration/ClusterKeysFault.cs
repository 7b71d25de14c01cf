namespace Wackamole.Core.Configuration;

/// <summary>Why a key file is refused.</summary>
public enum ClusterKeysFault
{
    /// <summary>No key stands in it.</summary>
    Empty,

    /// <summary>It is far larger than two keys and their comments.</summary>
    TooLarge,

    /// <summary>A third key stands in it.</summary>
    TooManyKeys,

    /// <summary>A line is neither hexadecimal digits nor base64.</summary>
    NotAKey,

    /// <summary>A line holds another number of bytes than 32.</summary>
    WrongLength,

    /// <summary>A key is one byte repeated: somebody's placeholder.</summary>
    NotRandom,

    /// <summary>The same key stands in it twice.</summary>
    SameKeyTwice,
}
