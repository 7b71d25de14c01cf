using System.Buffers.Binary;
using System.Text;
using Wackamole.Linux.Bpf;
using Wackamole.Linux.Native;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>
/// Requests and answers about traffic control: struct tcmsg of linux/rtnetlink.h, a clsact queueing
/// discipline and BPF filters in it (linux/pkt_sched.h, linux/pkt_cls.h).
/// </summary>
internal static class FilterCodec
{
    /// <summary>Bytes that no request here is greater than.</summary>
    public const int MaxRequestBytes = 160;

    // linux/rtnetlink.h
    private const ushort RTM_NEWQDISC = 36;
    private const ushort RTM_NEWTFILTER = 44;
    private const ushort RTM_DELTFILTER = 45;
    private const ushort RTM_GETTFILTER = 46;
    private const ushort TCA_KIND = 1;
    private const ushort TCA_OPTIONS = 2;
    private const int MessageBytes = 20;

    // linux/pkt_sched.h
    private const uint TC_H_CLSACT = 0xffff_fff1;
    private const uint ClsactHandle = 0xffff_0000;
    private const uint IngressParent = 0xffff_fff2;
    private const uint EgressParent = 0xffff_fff3;

    // linux/pkt_cls.h
    private const ushort TCA_BPF_FD = 6;
    private const ushort TCA_BPF_NAME = 7;
    private const ushort TCA_BPF_FLAGS = 8;
    private const ushort TCA_BPF_ID = 11;
    private const uint TCA_BPF_FLAG_ACT_DIRECT = 1;

    /// <summary>The first priority, and every protocol (ETH_P_ALL in network order).</summary>
    private const uint PriorityAndProtocol = 1 << 16 | 0x0300;

    /// <summary>Asks for the queueing discipline that holds filters of both directions.</summary>
    public static void WriteNewClsact(ref NetlinkWriter writer, int interfaceIndex, uint sequence)
    {
        writer.Begin(RTM_NEWQDISC,
            NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, sequence);
        WriteFixed(ref writer, interfaceIndex, ClsactHandle, TC_H_CLSACT, 0);
        writer.Attribute(TCA_KIND, "clsact\0"u8);
        writer.End();
    }

    /// <summary>
    /// Asks for a program as the filter of this handle, in the place of an older one.
    /// </summary>
    public static void WriteNewFilter(ref NetlinkWriter writer, int interfaceIndex,
        TrafficDirection direction, uint handle, int program, uint sequence)
    {
        writer.Begin(RTM_NEWTFILTER, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE, sequence);
        WriteFixed(ref writer, interfaceIndex, handle, ParentOf(direction), PriorityAndProtocol);
        writer.Attribute(TCA_KIND, "bpf\0"u8);
        Span<byte> bytes = stackalloc byte[64];
        var options = new NetlinkWriter(bytes);
        options.Attribute(TCA_BPF_FD, (uint)program);
        options.Attribute(TCA_BPF_NAME, "wackamole\0"u8);
        options.Attribute(TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
        writer.Attribute(TCA_OPTIONS, bytes[..options.Length]);
        writer.End();
    }

    /// <summary>Asks for the filter of this handle to be removed.</summary>
    public static void WriteDeleteFilter(ref NetlinkWriter writer, int interfaceIndex,
        TrafficDirection direction, uint handle, uint sequence)
    {
        writer.Begin(RTM_DELTFILTER, NLM_F_REQUEST | NLM_F_ACK, sequence);
        WriteFixed(ref writer, interfaceIndex, handle, ParentOf(direction), PriorityAndProtocol);
        writer.Attribute(TCA_KIND, "bpf\0"u8);
        writer.End();
    }

    /// <summary>Asks for the filters of one direction of an interface.</summary>
    public static void WriteDump(ref NetlinkWriter writer, int interfaceIndex,
        TrafficDirection direction, uint sequence)
    {
        writer.Begin(RTM_GETTFILTER, NLM_F_REQUEST | NLM_F_DUMP, sequence);
        WriteFixed(ref writer, interfaceIndex, 0, ParentOf(direction), 0);
        writer.End();
    }

    /// <summary>Reads the body of RTM_NEWTFILTER: its handle, and its program's id or 0.</summary>
    public static NetlinkRefusal TryParse(
        ReadOnlySpan<byte> body, out uint handle, out uint programId)
    {
        (handle, programId) = (0, 0);
        if (body.Length < MessageBytes)
        {
            return NetlinkRefusal.BodyCut;
        }

        handle = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
        var attributes = body[MessageBytes..];
        while (!attributes.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref attributes, out var attribute);
            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }

            // Filters of another kind have other numbers in their options.
            if (attribute.Type == TCA_KIND
                && Encoding.ASCII.GetString(attribute.Value.TrimEnd((byte)0)) != "bpf")
            {
                handle = 0;
                return NetlinkRefusal.None;
            }

            if (attribute.Type == TCA_OPTIONS
                && (refusal = ReadOptions(attribute.Value, ref programId)) != NetlinkRefusal.None)
            {
                return refusal;
            }
        }

        return NetlinkRefusal.None;
    }

    private static NetlinkRefusal ReadOptions(ReadOnlySpan<byte> options, ref uint programId)
    {
        while (!options.IsEmpty)
        {
            var refusal = NetlinkAttribute.TryTake(ref options, out var option);
            if (refusal != NetlinkRefusal.None)
            {
                return refusal;
            }

            if (option.Type == TCA_BPF_ID)
            {
                if (option.As32 is not { } id)
                {
                    return NetlinkRefusal.AttributeSizeWrong;
                }

                programId = id;
            }
        }

        return NetlinkRefusal.None;
    }

    private static void WriteFixed(
        ref NetlinkWriter writer, int interfaceIndex, uint handle, uint parent, uint info)
    {
        writer.Put32(Sockets.AF_UNSPEC);
        writer.Put32((uint)interfaceIndex);
        writer.Put32(handle);
        writer.Put32(parent);
        writer.Put32(info);
    }

    private static uint ParentOf(TrafficDirection direction) =>
        direction == TrafficDirection.Ingress ? IngressParent : EgressParent;
}
