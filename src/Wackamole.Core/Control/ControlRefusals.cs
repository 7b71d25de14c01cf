namespace Wackamole.Core.Control;

/// <summary>What a person is told about a refused line.</summary>
public static class ControlRefusals
{
    public static string Text(this ControlRefusal reason) => reason switch
    {
        ControlRefusal.None => "the request was understood",
        ControlRefusal.Empty => "the request is empty: send one JSON object on one line",
        ControlRefusal.TooLong => "the line is longer than any request or reply can be",
        ControlRefusal.NotJson => "the line is not JSON in UTF-8",
        ControlRefusal.NotAnObject => "the line is JSON, but not an object like "
            + "{\"command\":\"status\"}",
        ControlRefusal.UnknownField => "the request has a field other than command, "
            + "virtualInterface and host",
        ControlRefusal.RepeatedField => "the request names one field twice",
        ControlRefusal.NotText => "a field of the request is not text",
        ControlRefusal.MissingCommand => "the request has no command: status, fail, start, "
            + "drain, move, unpin, balance or bootstrap",
        ControlRefusal.UnknownCommand => "the command is none of status, fail, start, drain, "
            + "move, unpin, balance and bootstrap",
        ControlRefusal.MissingVirtualInterface => "move needs the address of a virtual interface",
        ControlRefusal.MissingHost => "move needs the name of the host to move to",
        ControlRefusal.NotAnAddress => "virtualInterface is not an IPv4 or IPv6 address",
        ControlRefusal.NotANodeName => "host is not a node's name",
        ControlRefusal.FieldNotForCommand => "this command does not take the virtual interface "
            + "or the host that was given with it",
        _ => "the request was refused",
    };
}
