namespace HydraX.Core.Protection;

/// <summary>
/// A column that never holds what it says in the clear. Each slice declares its own; the rotation of keys walks all that are declared.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Id">Its row id, a whole number.</param>
/// <param name="Column">The column that holds the protected value.</param>
/// <param name="Lookup">The column by which a whole value is found; null where nobody looks for one.</param>
/// <param name="AsCompared">How a value is written before it is looked for: addresses without regard to case.</param>
public sealed record ProtectedColumn(string Table, string Id, string Column, string? Lookup = null, Func<string, string>? AsCompared = null)
{
    /// <summary>Characters that a column needs for values of so many bytes of UTF-8.</summary>
    public static int Length(int bytes) => 12 + (bytes + 28 + 2) / 3 * 4;

    /// <summary>Characters of a lookup column.</summary>
    public const int LookupLength = 60;

    /// <summary>What a value is bound to, so that one cannot be moved into another column.</summary>
    internal string Context => $"{Table}.{Column}";
}
