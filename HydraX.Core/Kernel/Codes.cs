using System.Runtime.CompilerServices;
using System.Text;

namespace HydraX.Core.Kernel;

/// <summary>Marks an enum whose codes are lower case (<c>past_due</c>); without it codes are upper case (<c>PRESS_PASS</c>).</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class LowerCodesAttribute : Attribute;

/// <summary>The specification's codes of an enum's members: PressPass is <c>PRESS_PASS</c>, in the database, in the API and in files.</summary>
/// <typeparam name="T">The enum.</typeparam>
public static class Codes<T> where T : struct, Enum
{
    // By the member's number. Dictionaries of every enum would have to be compiled at each start, for ready-made code knows none of our types.
    private static readonly string[] ByNumber = Spelled();

    /// <summary>All codes, in the enum's order.</summary>
    public static IReadOnlyList<string> All => ByNumber;

    /// <summary>The code of a value.</summary>
    public static string Of(T value) => ByNumber[Unsafe.BitCast<T, int>(value)];

    /// <summary>The value of a code. An unknown code is a bug and throws; ask <see cref="TryParse"/> where people type it.</summary>
    public static T Parse(string code) => Array.IndexOf(ByNumber, code) is var number and >= 0
        ? Unsafe.BitCast<int, T>(number)
        : throw new FormatException($"'{code}' is no {typeof(T).Name}; one of {string.Join(", ", All)}.");

    /// <summary>The value of a code, without regard to case.</summary>
    public static bool TryParse(string? code, out T value)
    {
        value = default;
        if (code is null) return false;
        var typed = code.Trim();
        var number = Array.FindIndex(ByNumber, known => known.Equals(typed, StringComparison.OrdinalIgnoreCase));
        if (number < 0) return false;
        value = Unsafe.BitCast<int, T>(number);
        return true;
    }

    private static string[] Spelled() => Enum.GetValuesAsUnderlyingType(typeof(T)) is int[] numbers && numbers.AsSpan().SequenceEqual([.. Enumerable.Range(0, numbers.Length)])
        ? Array.ConvertAll(Enum.GetNames(typeof(T)), Spell)
        : throw new NotSupportedException($"The members of {typeof(T).Name} are not numbered 0, 1, 2, …");

    private static string Spell(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i])) code.Append('_');
            code.Append(name[i]);
        }
        return typeof(T).IsDefined(typeof(LowerCodesAttribute), false) ? code.ToString().ToLowerInvariant() : code.ToString().ToUpperInvariant();
    }
}

/// <summary>Codes without naming the type.</summary>
public static class CodeExtensions
{
    /// <summary>The specification's code of a value.</summary>
    public static string Code<T>(this T value) where T : struct, Enum => Codes<T>.Of(value);
}
