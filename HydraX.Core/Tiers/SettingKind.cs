using System.Globalization;

namespace HydraX.Core.Tiers;

/// <summary>
/// What a setting's text may be. One spelling of each value is kept ("39" is read as "39.00"), so that two revisions are compared
/// as text and the yml file, the editor and the history all speak of the same values.
/// </summary>
public abstract record SettingKind
{
    /// <summary>What the text must be, to end the sentence "it must be …".</summary>
    public abstract string Expected { get; }

    /// <summary>The unit drawn beside the value, empty if it has none.</summary>
    public virtual string Unit => "";

    /// <summary>True where a yml list is a proper value.</summary>
    public virtual bool TakesList => false;

    /// <summary>True where the value is a word, so that quotes around it in yml do no harm.</summary>
    public virtual bool IsWord => false;

    /// <summary>The one spelling of the value, or null if the text is not what is expected.</summary>
    public abstract string? Read(string typed);

    /// <summary>The value as a person reads it, unit included.</summary>
    public virtual string Show(string text) => Unit.Length == 0 ? text : $"{text} {Unit}";
}

/// <summary>A whole number between two bounds.</summary>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="WhenEmpty">What no value means ("no limit"), or null where a value is required.</param>
/// <param name="ReadAsEmpty">A number that stands for no value: 999 shots are unlimited.</param>
public sealed record WholeNumber(int Least, int Most, string? WhenEmpty = null, int? ReadAsEmpty = null) : SettingKind
{
    /// <inheritdoc />
    public override string Expected => $"a whole number from {Least} to {Most}"
        + (ReadAsEmpty is { } number ? $", or {number} for {WhenEmpty}" : WhenEmpty is null ? "" : $", or nothing, read as {WhenEmpty}");

    /// <inheritdoc />
    public override string? Read(string typed)
    {
        if (typed.Trim().Length == 0) return WhenEmpty is null ? null : "";
        if (!int.TryParse(typed.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return null;
        if (number == ReadAsEmpty) return "";
        return number >= Least && number <= Most ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <inheritdoc />
    public override string Show(string text) => text.Length == 0 ? WhenEmpty ?? "" : text;
}

/// <summary>A number with decimals between two bounds.</summary>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Format">How it is spelt: <c>0.00</c> for money, <c>0.0#</c> for percent and factors.</param>
/// <param name="UnitName">"USD", "%" or "×".</param>
public sealed record DecimalNumber(decimal Least, decimal Most, string Format, string UnitName) : SettingKind
{
    /// <inheritdoc />
    public override string Unit => UnitName;

    /// <inheritdoc />
    public override string Expected => $"a number from {Spell(Least)} to {Spell(Most)} with at most two decimals";

    /// <inheritdoc />
    public override string? Read(string typed)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(typed.Trim(), style, CultureInfo.InvariantCulture, out var number)) return null;
        return number >= Least && number <= Most && decimal.Round(number, 2) == number ? Spell(number) : null;
    }

    private string Spell(decimal number) => number.ToString(Format, CultureInfo.InvariantCulture);
}

/// <summary>One of a few words, each with what it says to a person.</summary>
/// <param name="Options">The words in the order in which they are offered.</param>
public sealed record Choice(params (string Text, string Shown)[] Options) : SettingKind
{
    /// <summary>True or false.</summary>
    public static readonly Choice Switch = new(("false", "off"), ("true", "on"));

    /// <inheritdoc />
    public override string Expected => string.Join(" or ", Options.Select(option => option.Text));

    /// <inheritdoc />
    public override bool IsWord => !ReferenceEquals(this, Switch);

    /// <inheritdoc />
    public override string? Read(string typed) => Array.Exists(Options, option => option.Text == typed.Trim()) ? typed.Trim() : null;

    /// <inheritdoc />
    public override string Show(string text) => Array.Find(Options, option => option.Text == text).Shown ?? text;
}

/// <summary>Who may pull the trigger: "manual", and any of "semi", "auto".</summary>
public sealed record ExecutionList : SettingKind
{
    private static readonly string[] Words = ["manual", "semi", "auto"];

    /// <summary>Every list that can be chosen, shortest first.</summary>
    public static readonly IReadOnlyList<string> Options = ["manual", "manual, semi", "manual, auto", "manual, semi, auto"];

    /// <inheritdoc />
    public override string Expected => "manual, and after it any of semi and auto";

    /// <inheritdoc />
    public override bool TakesList => true;

    /// <inheritdoc />
    public override bool IsWord => true;

    /// <inheritdoc />
    public override string? Read(string typed)
    {
        var given = typed.Split(',', StringSplitOptions.TrimEntries);
        var known = Words.Where(given.Contains).ToArray();
        return known.Length == given.Length && known is ["manual", ..] ? string.Join(", ", known) : null;
    }
}

/// <summary>The four thresholds of a chaingun run, none lower than the one before; one number stands for all four.</summary>
public sealed record TcsLadder : SettingKind
{
    /// <summary>Shots in a chaingun run.</summary>
    public const int Shots = 4;

    /// <inheritdoc />
    public override string Expected => "four whole numbers from 0 to 100, none lower than the one before, or one for all four, or nothing, read as closed";

    /// <inheritdoc />
    public override bool TakesList => true;

    /// <inheritdoc />
    public override string? Read(string typed)
    {
        if (typed.Trim().Length == 0) return "";
        var steps = new List<int>();
        foreach (var part in typed.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step > 100) return null;
            steps.Add(step);
        }
        if (steps.Count == 1) steps.AddRange(Enumerable.Repeat(steps[0], Shots - 1));
        return steps.Count == Shots && steps.Zip(steps.Skip(1)).All(pair => pair.First <= pair.Second) ? string.Join(", ", steps) : null;
    }

    /// <inheritdoc />
    public override string Show(string text) => text.Length == 0 ? "closed" : text;
}
