namespace Wackamole.Core.Configuration;

/// <summary>What an operator's hook is; only programs run.</summary>
public enum HookKind
{
    /// <summary>A program with arguments.</summary>
    Program,

    /// <summary>The original's «file:symbol»; accepted, not run.</summary>
    SharedObject,

    /// <summary>The original's Perl function; accepted, not run.</summary>
    Perl,
}
