using System.Buffers.Binary;
using System.Collections.Immutable;
using Wackamole.Core.Group.Ordered;
using Wackamole.Linux.Corosync;

namespace Wackamole.Engines.Corosync;

/// <summary>
/// One membership in Corosync's group: hands on what arrives as the engine's events of its number,
/// and keeps what Corosync does not take at present. One thread uses it.
/// </summary>
internal sealed class CorosyncSession : IDisposable
{
    // Each message begins with its number within its sender's session.
    private const int HeadBytes = 4;

    // Of a ring's number what fits a view's; four a ring, so that it lasts for ever.
    private const ulong RingMask = (1UL << 40) - 1;

    private readonly int _number;
    private readonly IProcessGroup _group;
    private readonly Action<EngineEvent> _post;
    private readonly List<ProcessGroupEvent> _happened = [];
    private readonly HashSet<ProcessGroupMember> _left = [];
    private ImmutableArray<ProcessGroupMember> _members = [];
    private ulong? _ring;
    private bool _isMembershipOwed;
    private bool _isOfNodes;
    private byte[]? _waiting;
    private uint _sent;
    private uint _cameBack;

    public CorosyncSession(int number, IProcessGroup group, Action<EngineEvent> post)
    {
        (_number, _group, _post) = (number, group, post);
        post(new EngineEvent.Connected(number, group.Self.Name));
    }

    public int Number => _number;

    public IProcessGroup Group => _group;

    /// <summary>Corosync did not take the last message: nothing more may be given to it.</summary>
    public bool IsBlocked => _waiting is not null;

    /// <exception cref="CorosyncException">The daemon is lost.</exception>
    public void Multicast(ReadOnlySpan<byte> payload)
    {
        var framed = new byte[HeadBytes + payload.Length];
        BinaryPrimitives.WriteUInt32BigEndian(framed, _sent++);
        payload.CopyTo(framed.AsSpan(HeadBytes));
        _waiting = framed;
        Retry();
    }

    /// <summary>Tries once more what Corosync did not take.</summary>
    /// <exception cref="CorosyncException">The daemon is lost.</exception>
    public void Retry()
    {
        if (_waiting is not null && _group.TryMulticast(_waiting))
        {
            _waiting = null;
        }
    }

    /// <summary>Forgets what Corosync did not take: the session ends.</summary>
    public void GiveUpWaiting() => _waiting = null;

    /// <summary>Hands on everything that has arrived.</summary>
    /// <exception cref="CorosyncException">The daemon is lost, or lost a message.</exception>
    public void Dispatch()
    {
        _happened.Clear();
        try
        {
            _group.Dispatch(_happened);
        }
        finally
        {
            foreach (var one in _happened)
            {
                Take(one);
            }
        }

        // The steps of one change arrive together, and are one change for us.
        TellMembership();
    }

    public void Dispose() => _group.Dispose();

    private void Take(ProcessGroupEvent happened)
    {
        switch (happened)
        {
            case ProcessGroupEvent.Delivered delivered:
                TellMembership();
                TakeMessage(delivered);
                break;
            case ProcessGroupEvent.MembersChanged changed:
                TakeMembers(changed);
                break;
            case ProcessGroupEvent.RingChanged { Ring: var ring }:
                _isMembershipOwed |= _ring != (ring & RingMask);
                _ring = ring & RingMask;
                break;
        }
    }

    private void TakeMembers(ProcessGroupEvent.MembersChanged changed)
    {
        if (changed.Joined.Any(_left.Contains))
        {
            // Who went and came again is somebody else: the going must be seen.
            TellMembership();
        }

        _members = changed.Members;
        _left.UnionWith(changed.Left);
        _isOfNodes |= changed.IsOfNodes;
        _isMembershipOwed = true;
    }

    private void TakeMessage(ProcessGroupEvent.Delivered delivered)
    {
        if (delivered.Payload.Length < HeadBytes)
        {
            return;
        }

        var number = BinaryPrimitives.ReadUInt32BigEndian(delivered.Payload);
        if (delivered.Sender == _group.Self && number != _cameBack++)
        {
            // A part that is missing would stop every later one.
            throw new CorosyncException("corosync lost a message of this host");
        }

        _post(new EngineEvent.Message(
            _number, delivered.Sender.Name, delivered.Payload[HeadBytes..]));
    }

    private void TellMembership()
    {
        // The first word of the ring comes after the first of the members.
        if (!_isMembershipOwed || _ring is not { } ring || _members.IsEmpty)
        {
            return;
        }

        _isMembershipOwed = false;
        _left.Clear();
        _post(new EngineEvent.Membership(
            _number, ring, [.. _members.Select(member => member.Name)])
        {
            IsOfDaemons = _isOfNodes,
        });
        _isOfNodes = false;
    }
}
