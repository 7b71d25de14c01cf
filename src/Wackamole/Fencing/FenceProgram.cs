using Wackamole.Linux.Bpf;
using static Wackamole.Linux.Bpf.BpfRegister;

namespace Wackamole.Fencing;

/// <summary>
/// The program that judges each Ethernet frame of one direction: at ingress by the address it is
/// for, at egress by the address in whose name it speaks (PROTOCOL.md 5; decision 0006). What is
/// no address of ours passes on to whatever else is attached.
/// </summary>
internal sealed class FenceProgram
{
    // linux/pkt_cls.h: TC_ACT_UNSPEC and TC_ACT_SHOT; for tcx TCX_NEXT and TCX_DROP, the same.
    public const int Pass = -1;
    public const int Drop = 2;

    // On the stack, below R10.
    private const short Key = -VipKey.Bytes;
    private const short KeyMiddle = Key + 8;
    private const short KeyEnd = Key + 12;
    private const short Scratch = Key - 8;

    /// <summary>Behind it stands an IPv4 address: 00 00 ff ff in network order.</summary>
    private const int MappedPrefix = unchecked((int)0xffff_0000);

    /// <summary>Of ingress_ifindex in struct __sk_buff of linux/bpf.h.</summary>
    private const short IngressInterfaceAt = 36;

    private const int EthernetBytes = 14;
    private const int TagBytes = 4;
    private const int MostTags = 2;

    // linux/if_ether.h
    private const int ETH_P_IP = 0x0800;
    private const int ETH_P_ARP = 0x0806;
    private const int ETH_P_8021Q = 0x8100;
    private const int ETH_P_IPV6 = 0x86dd;
    private const int ETH_P_8021AD = 0x88a8;

    // RFC 826, 791, 8200 and 4861: bytes from the end of the Ethernet header and its tags.
    private const int TypeAt = -2;
    private const int ArpSenderAt = 14;
    private const int ArpTargetAt = 24;
    private const int IpV4SourceAt = 12;
    private const int IpV4DestinationAt = 16;
    private const int IpV6NextHeaderAt = 6;
    private const int IpV6SourceAt = 8;
    private const int IpV6DestinationAt = 24;
    private const int IcmpV6TypeAt = 40;
    private const int AdvertisedAt = 48;
    private const int IcmpV6 = 58;
    private const int NeighbourAdvertisement = 136;

    private const BpfRegister Context = R6;
    private const BpfRegister HeaderBytes = R7;

    private readonly BpfAssembler _code = new();
    private readonly BpfLabel _pass = new();
    private readonly BpfLabel _drop = new();
    private readonly TrafficDirection _direction;
    private readonly int _vips;
    private readonly int _lease;
    private readonly int _drops;

    private FenceProgram(TrafficDirection direction, int vips, int lease, int drops) =>
        (_direction, _vips, _lease, _drops) = (direction, vips, lease, drops);

    private bool IsIngress => _direction == TrafficDirection.Ingress;

    /// <summary>The instructions, which name the maps by their descriptors.</summary>
    public static BpfInstruction[] Assemble(
        TrafficDirection direction, int vips, int lease, int drops) =>
        new FenceProgram(direction, vips, lease, drops).Assemble();

    private BpfInstruction[] Assemble()
    {
        var (arp, ipV4, ipV6) = (new BpfLabel(), new BpfLabel(), new BpfLabel());
        _code.Move(Context, R1).Move(HeaderBytes, EthernetBytes);
        ReadTypeBehindTags();
        _code.JumpIfEqual(R8, ETH_P_IP, ipV4)
            .JumpIfEqual(R8, ETH_P_IPV6, ipV6)
            .JumpIfEqual(R8, ETH_P_ARP, arp)
            .Jump(_pass);

        _code.Place(ipV4);
        ReadMapped(IsIngress ? IpV4DestinationAt : IpV4SourceAt);
        Judge(PacketClass.IpV4);
        _code.Jump(_pass).Place(ipV6);
        JudgeIpV6();
        _code.Jump(_pass).Place(arp);
        JudgeArp();

        _code.Place(_pass).Move(R0, Pass).Exit();

        // R1 has the address of the counter.
        _code.Place(_drop).Move(R2, 1).AtomicAdd(R1, 0, R2).Move(R0, Drop).Exit();
        return _code.Assemble();
    }

    // Leaves in R8 what is behind the tags. The kernel itself keeps the outer tag elsewhere; what
    // is in the frame are an inner one, and those of raw sockets.
    private void ReadTypeBehindTags()
    {
        var known = new BpfLabel();
        for (var tags = 0; tags <= MostTags; tags++)
        {
            Read(TypeAt, Scratch, 2);
            _code.Load(BpfSize.Half, R8, R10, Scratch).FromNetworkHalf(R8);
            if (tags < MostTags)
            {
                var tagged = new BpfLabel();
                _code.JumpIfEqual(R8, ETH_P_8021Q, tagged)
                    .JumpIfNotEqual(R8, ETH_P_8021AD, known)
                    .Place(tagged)
                    .Increase(HeaderBytes, TagBytes);
            }
        }

        _code.Place(known);
    }

    private void JudgeIpV6()
    {
        Read(IsIngress ? IpV6DestinationAt : IpV6SourceAt, Key, VipKey.Bytes);
        Judge(PacketClass.IpV6);
        if (IsIngress)
        {
            return;
        }

        // An advertisement may come from another address than the one it speaks for.
        Read(IpV6NextHeaderAt, Scratch, 1);
        _code.Load(BpfSize.Byte, R8, R10, Scratch).JumpIfNotEqual(R8, IcmpV6, _pass);
        Read(IcmpV6TypeAt, Scratch, 1);
        _code.Load(BpfSize.Byte, R8, R10, Scratch)
            .JumpIfNotEqual(R8, NeighbourAdvertisement, _pass);
        Read(AdvertisedAt, Key, VipKey.Bytes);
        Judge(PacketClass.NeighbourAdvertisement);
    }

    private void JudgeArp()
    {
        ReadMapped(IsIngress ? ArpTargetAt : ArpSenderAt);
        if (IsIngress)
        {
            // Who speaks for the address itself is to be heard: the new holder announces so.
            Read(ArpSenderAt, Scratch, 4);
            _code.Load(BpfSize.Word, R1, R10, Scratch)
                .Load(BpfSize.Word, R2, R10, KeyEnd)
                .JumpIfEqual(R1, R2, _pass);
        }

        Judge(PacketClass.Arp);
    }

    // Looks the key up; goes on behind it with what is not dropped.
    private void Judge(PacketClass kind)
    {
        var (held, elsewhere, next) = (new BpfLabel(), new BpfLabel(), new BpfLabel());
        _code.LoadMap(R1, _vips)
            .Move(R2, R10)
            .Increase(R2, Key)
            .Call(BpfHelper.MapLookup)
            .JumpIfEqual(R0, 0, next)
            .Load(BpfSize.Double, R1, R0, 0)
            .JumpIfEqual(R1, (int)VipState.Held, held)
            .JumpIfEqual(R1, (int)VipState.Elsewhere, elsewhere);
        DropFor(kind, DropReason.Closed);

        _code.Place(held)
            .Call(BpfHelper.BootTime)
            .LoadMapValue(R1, _lease, 0)
            .Load(BpfSize.Double, R1, R1, 0)
            .JumpIfLess(R0, R1, next);
        DropFor(kind, DropReason.Lapsed);

        _code.Place(elsewhere);
        if (!IsIngress)
        {
            // What came from another interface is passed on, such as a container's traffic.
            _code.Load(BpfSize.Word, R1, Context, IngressInterfaceAt)
                .JumpIfNotEqual(R1, 0, next);
            DropFor(kind, DropReason.Elsewhere);
        }

        _code.Place(next);
    }

    private void DropFor(PacketClass kind, DropReason reason) => _code
        .LoadMapValue(R1, _drops,
            DropCounters.IndexOf(_direction, kind, reason) * sizeof(ulong))
        .Jump(_drop);

    private void ReadMapped(int offset)
    {
        _code.Store(BpfSize.Double, R10, Key, 0)
            .Store(BpfSize.Word, R10, KeyMiddle, MappedPrefix);
        Read(offset, KeyEnd, 4);
    }

    // What is too short for what it says it is, the kernel throws away by itself.
    private void Read(int offset, short to, int bytes) => _code
        .Move(R1, Context)
        .Move(R2, HeaderBytes)
        .Increase(R2, offset)
        .Move(R3, R10)
        .Increase(R3, to)
        .Move(R4, bytes)
        .Call(BpfHelper.LoadBytes)
        .JumpIfNotEqual(R0, 0, _pass);
}
