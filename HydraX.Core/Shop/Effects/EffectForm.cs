using System.Globalization;
using HydraX.Core.Kernel;

namespace HydraX.Core.Shop.Effects;

/// <summary>One figure of an effect as staff fills it in.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Label">As shown.</param>
/// <param name="Hint">One line that helps.</param>
/// <param name="Least">The least number; null where it is no number.</param>
/// <param name="Most">The most.</param>
/// <param name="IsWhole">Whether only whole numbers do.</param>
/// <param name="Choices">What can be chosen; empty where it is typed.</param>
public sealed record EffectField(string Name, string Label, string Hint, decimal? Least = null, decimal? Most = null, bool IsWhole = true, IReadOnlyList<WornFrame>? Choices = null)
{
    /// <summary>Whether it is typed as a number.</summary>
    public bool IsNumber => Least is not null;
}

/// <summary>What staff can set of each kind of effect, with its bounds. Nothing here raises risk a shot, the drawdown cap or trades open at a time.</summary>
public static class EffectForm
{
    /// <summary>Most characters of a title.</summary>
    public const int LongestTitle = 30;

    /// <summary>What a kind is called.</summary>
    public static string Name(EffectKind kind) => kind switch
    {
        EffectKind.XpBoost => "XP boost",
        EffectKind.ProfileTitle => "Title",
        EffectKind.StreakFreeze => "Streak freeze",
        EffectKind.ProfileFrame => "Frame",
        EffectKind.ExtraShot => "Extra shot",
        EffectKind.ExtendedMagazine => "Extended magazine",
        EffectKind.SquadRadar => "Squad radar",
        EffectKind.SquadBanner => "Squad banner",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The fields of a kind; none where there is nothing to set.</summary>
    public static IReadOnlyList<EffectField> Of(EffectKind kind) => kind switch
    {
        EffectKind.XpBoost =>
        [
            new("factor", "Factor", "What earned XP is multiplied with, within × 5 for all bonuses together.", 1.05m, 5m, IsWhole: false),
            new("minutes", "Minutes", "How long one lasts.", 5, 1_440),
        ],
        EffectKind.ProfileTitle => [new("title", "Title", $"Shown beside the name, 2 to {LongestTitle} characters.")],
        EffectKind.ProfileFrame => [new("frame", "Frame", "Shown around the insignia.", Choices: WornFrames.All)],
        EffectKind.ExtendedMagazine =>
        [
            new("shots", "Shots", "How many more.", 1, 5),
            new("leastTcs", "Least TCS", "Of the signals that they may be fired at.", 85, 100),
            new("hours", "Hours", "For how long.", 1, 72),
        ],
        EffectKind.SquadRadar => [new("hours", "Hours", "For how long.", 1, 168)],
        _ => [],
    };

    /// <summary>An effect's figures as the fields have them.</summary>
    public static IReadOnlyDictionary<string, string> Values(ItemEffect effect) => effect switch
    {
        XpBoost boost => new Dictionary<string, string> { ["factor"] = boost.Factor.ToString("0.##", CultureInfo.InvariantCulture), ["minutes"] = Number(boost.Minutes) },
        ProfileTitle title => new Dictionary<string, string> { ["title"] = title.Title },
        ProfileFrame frame => new Dictionary<string, string> { ["frame"] = frame.Frame },
        ExtendedMagazine magazine => new Dictionary<string, string> { ["shots"] = Number(magazine.Shots), ["leastTcs"] = Number(magazine.LeastTcs), ["hours"] = Number(magazine.Hours) },
        SquadRadar radar => new Dictionary<string, string> { ["hours"] = Number(radar.Hours) },
        _ => new Dictionary<string, string>(),
    };

    /// <summary>Reads what was filled in. Problem: <c>shop.effect</c>, which names the field, what was there and what would do.</summary>
    public static Outcome<ItemEffect> Read(EffectKind kind, IReadOnlyDictionary<string, string> values)
    {
        var figures = new Dictionary<string, decimal>();
        foreach (var field in Of(kind))
        {
            var typed = values.TryGetValue(field.Name, out var value) ? value.Trim() : "";
            if (!field.IsNumber)
            {
                if (Fault(field, typed) is { } fault) return fault;
                continue;
            }
            if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var figure)
                || figure < field.Least || figure > field.Most || figure != decimal.Round(figure, field.IsWhole ? 0 : 2))
                return Problem.Of("shop.effect", string.Create(CultureInfo.InvariantCulture, $"{field.Label} is {(field.IsWhole ? "a whole number" : "a number")} from {field.Least:0.##} to {field.Most:0.##}{(field.IsWhole ? "" : ", with at most two decimals")}, not '{typed}'."));
            figures[field.Name] = figure;
        }
        return Make(kind, values, figures);
    }

    private static Outcome<ItemEffect> Make(EffectKind kind, IReadOnlyDictionary<string, string> values, Dictionary<string, decimal> figures) => kind switch
    {
        EffectKind.XpBoost => new XpBoost(figures["factor"], (int)figures["minutes"]),
        EffectKind.ProfileTitle => new ProfileTitle(values["title"].Trim()),
        EffectKind.StreakFreeze => new StreakFreeze(),
        EffectKind.ProfileFrame => new ProfileFrame(values["frame"].Trim()),
        EffectKind.ExtraShot => new ExtraShot(),
        EffectKind.ExtendedMagazine => new ExtendedMagazine((int)figures["shots"], (int)figures["leastTcs"], (int)figures["hours"]),
        EffectKind.SquadRadar => new SquadRadar((int)figures["hours"]),
        EffectKind.SquadBanner => new SquadBanner(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Problem? Fault(EffectField field, string typed)
    {
        if (field.Choices is { } choices)
            return choices.Any(choice => choice.Code == typed) ? null : Problem.Of("shop.effect", $"{field.Label} is one of {string.Join(", ", choices.Select(choice => choice.Code))}, not '{typed}'.");
        return typed.Length is >= 2 and <= LongestTitle && Lettering.IsPlain(typed) ? null
            : Problem.Of("shop.effect", $"{field.Label} has 2 to {LongestTitle} characters that can be seen, not {typed.Length}.");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
