using Wackamole.Core.Control;

namespace Wackamole.ControlSocket;

/// <summary>
/// Requests that the node has not answered yet. The loop hands an answer over without waiting
/// for anybody: a slot is an interlocked exchange, and the client goes on in a thread of its own.
/// </summary>
internal sealed class PendingReplies
{
    /// <summary>
    /// A power of two, more than there can be clients: each waits for one answer.
    /// </summary>
    private const int Slots = 64;

    private readonly Slot?[] _slots = new Slot?[Slots];
    private int _lastRequest;

    /// <summary>Opens a request; null where too many are open.</summary>
    public Slot? TryOpen()
    {
        for (var attempt = 0; attempt < Slots; attempt++)
        {
            var request = Interlocked.Increment(ref _lastRequest) & int.MaxValue;
            var slot = new Slot(request);
            if (Interlocked.CompareExchange(ref _slots[request % Slots], slot, null) is null)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>Forgets a request that is answered, or that nobody waits for any more.</summary>
    public void Close(Slot slot) =>
        Interlocked.CompareExchange(ref _slots[slot.Request % Slots], null, slot);

    /// <summary>From the loop: false where nobody waits for it any more.</summary>
    public bool TryAnswer(int request, ControlReply answer) =>
        request >= 0
        && Volatile.Read(ref _slots[request % Slots]) is { } slot
        && slot.Request == request
        && slot.TryAnswer(answer);

    /// <summary>One request and the place where its answer arrives.</summary>
    internal sealed class Slot(int request)
    {
        // Asynchronously: else the loop itself would write the answer to the client.
        private readonly TaskCompletionSource<ControlReply> _answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Request { get; } = request;

        public Task<ControlReply> Answer => _answer.Task;

        public bool TryAnswer(ControlReply answer) => _answer.TrySetResult(answer);
    }
}
