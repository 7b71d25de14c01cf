namespace Wackamole.Linux;

/// <summary>An Ethernet frame, from its destination address on, and where it leaves.</summary>
public readonly record struct Frame(int InterfaceIndex, ReadOnlyMemory<byte> Bytes);
