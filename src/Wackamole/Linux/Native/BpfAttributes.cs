using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// The parts of union bpf_attr (linux/bpf.h), and what BPF_OBJ_GET_INFO_BY_FD fills in. What is
/// shorter than the kernel's own is zero behind its end.
/// </summary>
internal static unsafe class BpfAttributes
{
    /// <summary>BPF_MAP_CREATE.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MapCreate
    {
        public uint Type;
        public uint KeyBytes;
        public uint ValueBytes;
        public uint MaxEntries;
        public uint Flags;
        public uint InnerMap;
        public uint Node;
        public fixed byte Name[BpfCalls.NameBytes];
    }

    /// <summary>BPF_MAP_LOOKUP_ELEM, BPF_MAP_UPDATE_ELEM, BPF_MAP_DELETE_ELEM.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MapElement
    {
        public uint Map;
        private readonly uint _padding;
        public ulong Key;
        public ulong Value;
        public ulong Flags;
    }

    /// <summary>BPF_PROG_LOAD.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ProgramLoad
    {
        public uint Type;
        public uint InstructionCount;
        public ulong Instructions;
        public ulong License;
        public uint LogLevel;
        public uint LogBytes;
        public ulong Log;
        public uint KernelVersion;
        public uint Flags;
        public fixed byte Name[BpfCalls.NameBytes];
    }

    /// <summary>BPF_PROG_TEST_RUN.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TestRun
    {
        public uint Program;
        public uint Verdict;
        public uint PacketBytes;
        public uint ResultBytes;
        public ulong Packet;
        public ulong Result;
        public uint Repeat;
        public uint DurationNanoseconds;
        public uint ContextBytes;
        public uint ContextResultBytes;
        public ulong Context;
        public ulong ContextResult;
    }

    /// <summary>BPF_OBJ_PIN, BPF_OBJ_GET.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Pin
    {
        public ulong Path;
        public uint Object;
        public uint Flags;
    }

    /// <summary>BPF_OBJ_GET_INFO_BY_FD.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct InfoRequest
    {
        public uint Object;
        public uint InfoBytes;
        public ulong Info;
    }

    /// <summary>
    /// The beginning of struct bpf_map_info, bpf_prog_info and bpf_link_info; what follows is a
    /// link's alone: its program, and for tcx the interface (0 once it is detached).
    /// </summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public uint Type;
        public uint Id;
        public uint ProgramId;
        private readonly uint _padding;
        public uint InterfaceIndex;
        public uint AttachType;
    }

    /// <summary>BPF_LINK_CREATE, for tcx.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LinkCreate
    {
        public uint Program;
        public uint InterfaceIndex;
        public uint AttachType;
        public uint Flags;
        public uint Relative;
        private readonly uint _padding;
        public ulong ExpectedRevision;
    }

    /// <summary>BPF_LINK_DETACH.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct LinkDetach
    {
        public uint Link;
    }

    /// <summary>BPF_PROG_QUERY.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Query
    {
        public uint InterfaceIndex;
        public uint AttachType;
        public uint Flags;
        public uint AttachFlags;
        public ulong ProgramIds;
        public uint Count;
        private readonly uint _padding;
        public ulong ProgramFlags;
        public ulong LinkIds;
        public ulong LinkFlags;
        public ulong Revision;
    }
}
