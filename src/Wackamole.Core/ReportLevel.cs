namespace Wackamole.Core;

public enum ReportLevel
{
    Debug,
    Information,
    Warning,
    Error,
}
