using System.Collections.Frozen;
using System.Text;

namespace HydraX.Core.Kernel;

/// <summary>Marks an enum whose codes are lower case (<c>past_due</c>); without it codes are upper case (<c>PRESS_PASS</c>).</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class LowerCodesAttribute : Attribute;

/// <summary>The specification's codes of an enum's members: PressPass is <c>PRESS_PASS</c>, in the database, in the API and in files.</summary>
/// <typeparam name="T">The enum.</typeparam>
public static class Codes<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(v => v, Spell);
    private static readonly FrozenDictionary<string, T> ByCode = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    /// <summary>All codes, in the enum's order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(v => ByValue[v])];

    /// <summary>The code of a value.</summary>
    public static string Of(T value) => ByValue[value];

    /// <summary>The value of a code. An unknown code is a bug and throws; ask <see cref="TryParse"/> where people type it.</summary>
    public static T Parse(string code) => ByCode.TryGetValue(code, out var value) ? value : throw new FormatException($"'{code}' is no {typeof(T).Name}; one of {string.Join(", ", All)}.");

    /// <summary>The value of a code, without regard to case.</summary>
    public static bool TryParse(string? code, out T value)
    {
        value = default;
        if (code is null) return false;
        foreach (var pair in ByCode)
        {
            if (!pair.Key.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase)) continue;
            value = pair.Value;
            return true;
        }
        return false;
    }

    private static string Spell(T value)
    {
        var name = value.ToString();
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
