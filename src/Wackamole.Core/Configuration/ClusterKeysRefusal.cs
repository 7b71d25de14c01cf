namespace Wackamole.Core.Configuration;

/// <summary>Why a key file is refused, and where. Never holds anything of a key.</summary>
/// <param name="Line">From 1; 0 where the file as a whole is meant.</param>
public sealed record ClusterKeysRefusal(ClusterKeysFault Fault, int Line)
{
    /// <summary>One sentence with what to do.</summary>
    public override string ToString()
    {
        var where = Line > 0 ? $"line {Line} " : "the file ";
        return where + Fault switch
        {
            ClusterKeysFault.Empty => "holds no key",
            ClusterKeysFault.TooLarge => "is too large for a key file",
            ClusterKeysFault.TooManyKeys => "is a third key, and two is the most",
            ClusterKeysFault.NotAKey => "is neither hexadecimal nor base64",
            ClusterKeysFault.WrongLength => "is not 32 bytes long",
            ClusterKeysFault.NotRandom => "is one byte repeated, which is no secret",
            _ => "is the same key again",
        } + "; make a key with `wackatrl keygen`";
    }
}
