using System.Diagnostics.CodeAnalysis;

namespace Wackatrl.Diagnosis.Facts;

/// <summary>What one file said, or why it said nothing.</summary>
internal readonly record struct Reading<T>
{
    internal Reading(T? value, bool isKnown, string why, bool isDenied, bool isAbsent) =>
        (Value, IsKnown, Why, IsDenied, IsAbsent) = (value, isKnown, why, isDenied, isAbsent);

    public T? Value { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsKnown { get; }

    /// <summary>Why not, in a few words; empty where it is known.</summary>
    public string Why { get; }

    /// <summary>This user may not read it; root might.</summary>
    public bool IsDenied { get; }

    /// <summary>There is no such file.</summary>
    public bool IsAbsent { get; }

    public static Reading<T> Of(T value) => new(value, true, "", false, false);

    public static Reading<T> Absent(string path) =>
        new(default, false, $"there is no {path}", false, true);

    public static Reading<T> Denied(string path) =>
        new(default, false, $"this user may not read {path}", true, false);

    public static Reading<T> Failed(string why) => new(default, false, why, false, false);

    /// <summary>The same lack, of another type of value.</summary>
    public Reading<TOther> Lack<TOther>() =>
        new(default, false, Why, IsDenied, IsAbsent);

    /// <summary>What was read, understood; or why it was not.</summary>
    public Reading<TOther> Then<TOther>(Func<T, Reading<TOther>> understand) =>
        IsKnown ? understand(Value) : Lack<TOther>();
}
