namespace Wackamole.Lab.Observing;

/// <summary>
/// How many questions go out each millisecond. Every address is asked each millisecond while
/// they are few; many take turns, so that watching costs at most about half a processor.
/// </summary>
internal sealed record ProbePlan(int EchoesPerTick, int RequestsPerTick, int Targets)
{
    /// <summary>Time between two rounds of questions.</summary>
    public const long TickNanoseconds = 1_000_000;

    /// <summary>
    /// An echo over two virtual cables and a bridge takes about 8 µs of processor.
    /// </summary>
    private const int MostEchoesPerTick = 32;

    /// <summary>A broadcast goes to every port: about 15 µs with three hosts.</summary>
    private const int MostRequestsPerTick = 8;

    /// <summary>Answer times kept, over all addresses: 8 bytes each.</summary>
    private const int AnswersKept = 1 << 22;

    private const int MostAnswersPerAddress = 1 << 18;

    private const int MostOwnSockets = 64;
    private const int ManyTargetsPerSocket = 24;

    public static ProbePlan For(int targets) => new(
        Math.Min(targets, MostEchoesPerTick), Math.Min(targets, MostRequestsPerTick), targets);

    /// <summary>Time between two echo requests to one address.</summary>
    public double EchoPeriodMs => PeriodMs(EchoesPerTick);

    /// <summary>Time between two broadcast questions for one address.</summary>
    public double RequestPeriodMs => PeriodMs(RequestsPerTick);

    public int AnswersPerAddress => (int)Math.Min(MostAnswersPerAddress,
        System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(AnswersKept / Targets) / 2 + 1));

    /// <summary>For so long back every answer is known.</summary>
    public TimeSpan Memory => TimeSpan.FromMilliseconds(AnswersPerAddress * EchoPeriodMs);

    /// <summary>
    /// Packets that wait for an unanswered address are charged to the socket that sent them: few
    /// addresses share one, or the dead would keep the living from being asked. Yet each
    /// socket costs the kernel a look at every reply.
    /// </summary>
    public int TargetsPerSocket => Targets <= MostOwnSockets ? 1 : ManyTargetsPerSocket;

    private double PeriodMs(int perTick) =>
        Math.Ceiling((double)Targets / perTick) * TickNanoseconds / 1e6;
}
