namespace Wackamole.Hosting;

/// <summary>Whether and why the daemon ends: the first reason counts. Any thread.</summary>
internal sealed class DaemonEnd : IDisposable
{
    private const int Open = -1;

    private readonly ManualResetEventSlim _set = new();
    private Timer? _later;
    private int _kind = Open;
    private int _leaving;

    public bool IsSet => Volatile.Read(ref _kind) != Open;

    /// <summary>What failed, with its place in the program.</summary>
    public string? Fault { get; private set; }

    /// <summary>True once: leaving has begun.</summary>
    public bool TryBeginLeave() => Interlocked.Exchange(ref _leaving, 1) == 0;

    public void Set(DaemonEndKind kind)
    {
        if (Interlocked.CompareExchange(ref _kind, (int)kind, Open) == Open)
        {
            _set.Set();
        }
    }

    public void Fail(string fault)
    {
        Fault ??= fault;
        Set(DaemonEndKind.Failed);
    }

    public void SetLater(DaemonEndKind kind, TimeSpan after) =>
        _later = new Timer(_ => Set(kind), null, after, Timeout.InfiniteTimeSpan);

    public DaemonEndKind Await()
    {
        _set.Wait();
        return (DaemonEndKind)_kind;
    }

    public void Dispose()
    {
        _later?.Dispose();
        _set.Dispose();
    }
}
