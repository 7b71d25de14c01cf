namespace Wackamole.Core.Configuration;

/// <summary>How hosts prove to each other that they belong to the cluster.</summary>
public enum AuthenticationMode
{
    /// <summary>Every packet is sealed with the key of the key file.</summary>
    Key,

    /// <summary>Anyone who can reach the port is believed.</summary>
    None,
}
