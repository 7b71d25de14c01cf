using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Quorum;

/// <summary>
/// Who votes, and whether the present view has more than half of the votes (PROTOCOL.md 4;
/// decision 0009). Pure: messages of the order and answers of the disk go in, messages and
/// records to keep come out. Split: Changing holds how a list follows another.
/// </summary>
public sealed partial class QuorumKeeper(string name, ulong machine, Timing timing)
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly NameTable _names = new();
    private readonly Queue<VoterMessage> _outbox = new();
    private readonly Queue<string> _news = new();
    private EquatableArray<string> _configured;
    private QuorumBook? _book;
    private MemberId _self;

    // What this host knows; and how much of that is on its disk.
    private VoterRecord _record = VoterRecord.Nothing;
    private VoterRecord _onDisk = VoterRecord.Nothing;
    private VoterRecord? _storing;
    private Instant _storeAt = Instant.Past;

    // Until the next try; nothing where the last write went well.
    private TimeSpan _retry;
    private Electorate? _electorate;

    /// <summary>
    /// Nothing that nobody holds may be taken before this: who counts by the list before may have
    /// been told as late as now that it is in force, and what it holds lives on for L.
    /// </summary>
    public Instant WaitUntil { get; private set; } = Instant.Past;

    /// <summary>The longest lease that any host of the cluster is known to have.</summary>
    public TimeSpan LongestLease { get; set; } = timing.Lease;

    /// <summary>Why the disk does not do; null where it does.</summary>
    public string? DiskFault { get; private set; }

    /// <summary>For the heartbeats: how much this host has on its disk.</summary>
    public ulong Stamp => _onDisk.Stamp;

    /// <summary>By which lists votes are counted here; null while none is known.</summary>
    public Electorate? Electorate => _electorate;

    /// <summary>This view may hold what it holds; false while members have yet to report.</summary>
    public bool IsQuorate => _book is { IsQuorate: true };

    /// <summary>Every member has reported: what IsQuorate says will not change by itself.</summary>
    public bool IsKnown => _book is { IsComplete: true };

    /// <summary>When Tick has work to do.</summary>
    public Instant NextDeadline => _outbox.Count > 0 ? Instant.Past
        : _record != _onDisk && _storing is null ? _storeAt : Instant.Never;

    private bool IsRetrying => _retry != TimeSpan.Zero;

    /// <param name="fault">Why there is no record though there was one; null for none.</param>
    public void Begin(VoterRecord? record, string? fault, Instant now)
    {
        _record = _onDisk = record ?? VoterRecord.Nothing;
        DiskFault = fault;

        // What an earlier run of this host had agreed to it does not know.
        WaitUntil = now + Timing.WithDrift(LongestLease);
        Refresh();
    }

    public void Configure(ImmutableArray<string> voters)
    {
        EquatableArray<string> sorted = voters.Sort(StringComparer.Ordinal);
        var isNews = _configured != sorted;
        _configured = sorted;
        if (isNews && _book is not null)
        {
            SendReport();
        }
    }

    public void BeginView(View view, MemberId self)
    {
        (_book, _self) = (new QuorumBook(view), self);
        _outbox.Clear();
        _asked = false;
        SendReport();
        Refresh();
    }

    public void Lost()
    {
        _book = null;
        _outbox.Clear();
        Refresh();
    }

    /// <summary>A message of the present view, in its order.</summary>
    public void Delivered(MemberId sender, ReadOnlySpan<byte> content, Instant now)
    {
        if (_book is not { } book || VoterMessageCodec.Decode(content, _names) is not { } message)
        {
            return;
        }

        var isFirst = sender == book.View.Members[0];
        switch (message)
        {
            case VoterMessage.Report report when book.Take(sender, report):
                CatchUp(now);
                break;
            case VoterMessage.Report report:
                book.TakeConfigured(sender, report.Configured);
                break;
            case VoterMessage.Stored stored:
                book.Take(sender, stored);
                TakeStored(now);
                break;
            case VoterMessage.Prepare prepare when isFirst && book.IsComplete:
                TakePrepare(prepare.Round);
                break;
            case VoterMessage.Propose propose when isFirst && book.IsComplete:
                TakePropose(propose.Pending);
                break;
            case VoterMessage.Bootstrap bootstrap when book.IsComplete:
                TakeBootstrap(bootstrap.List, now);
                break;
        }

        Drive();
        Refresh();
    }

    /// <summary>The disk's answer to what TakeRecordToStore gave.</summary>
    public void Stored(VoterRecord record, string? fault, Instant now)
    {
        if (_storing != record)
        {
            return;
        }

        _storing = null;
        if (fault is not null)
        {
            if (!IsRetrying)
            {
                // Also where nothing could be read at the start: that was another fault.
                _news.Enqueue($"the list of voters cannot be kept: {fault}; until it can, this " +
                    "host has no vote in what changed");
            }

            _retry = !IsRetrying ? ShortestRetry
                : _retry * 2 < LongestRetry ? _retry * 2 : LongestRetry;
            _storeAt = now + _retry;
            DiskFault = fault;
            return;
        }

        if (IsRetrying)
        {
            _news.Enqueue("the list of voters is kept again");
        }

        (_onDisk, DiskFault, _retry, _storeAt) = (record, null, TimeSpan.Zero, Instant.Past);
        if (_book is not null)
        {
            _outbox.Enqueue(new VoterMessage.Stored(record));
        }

        Refresh();
    }

    /// <summary>What is to be written to the disk now; answered by Stored.</summary>
    public bool TryTakeRecord(Instant now, out VoterRecord record)
    {
        record = _record;
        if (_record == _onDisk || _storing is not null || now < _storeAt)
        {
            return false;
        }

        _storing = _record;
        return true;
    }

    /// <summary>The next message to be multicast; Sent says that it could be.</summary>
    public bool TryPeekMessage(out byte[] message)
    {
        message = _outbox.TryPeek(out var next) ? VoterMessageCodec.Encode(next) : [];
        return message.Length > 0;
    }

    public void Sent() => _outbox.Dequeue();

    public bool TryTakeNews(out string news) => _news.TryDequeue(out news!);

    private void SendReport() => _outbox.Enqueue(
        new VoterMessage.Report(machine, _configured, _record, _onDisk));

    private void Refresh()
    {
        var electorate = _book is { IsComplete: true, Electorate: { } counted } ? counted
            : _record.Adopted is { } adopted
                ? new Electorate(adopted, _record.Pending?.List, _record.Stamp) : null;
        _electorate = electorate;
    }
}
