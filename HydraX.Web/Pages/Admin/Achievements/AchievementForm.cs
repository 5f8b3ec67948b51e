using System.Globalization;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;

namespace HydraX.Web.Pages.Admin.Achievements;

/// <summary>An achievement while it is edited.</summary>
public sealed class AchievementForm
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Its code.</summary>
    public string? Code { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>What it takes.</summary>
    public string? Description { get; set; }

    /// <summary>What it is about.</summary>
    public AchievementCategory Category { get; set; } = AchievementCategory.Special;

    /// <summary>The tier of its badge.</summary>
    public BadgeTier Tier { get; set; }

    /// <summary>XP before the tier's multiplier.</summary>
    public int XpReward { get; set; } = 100;

    /// <summary>Whether it is secret.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether not everybody can earn it.</summary>
    public bool IsLimited { get; set; }

    /// <summary>The code of the one before; empty for none.</summary>
    public string? Follows { get; set; }

    /// <summary>From when, in UTC.</summary>
    public string? From { get; set; }

    /// <summary>Until when, in UTC.</summary>
    public string? Until { get; set; }

    /// <summary>Whether it can be earned.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Its conditions.</summary>
    public List<ConditionForm> Conditions { get; private init; } = [new()];

    /// <summary>One to be edited.</summary>
    public static AchievementForm Of(AchievementDraft draft) => new()
    {
        Code = draft.Code,
        Name = draft.Name,
        Description = draft.Description,
        Category = draft.Category,
        Tier = draft.Tier,
        XpReward = draft.XpReward,
        IsHidden = draft.IsHidden,
        IsLimited = draft.IsLimited,
        Follows = draft.Follows,
        From = draft.StartsAt?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        Until = draft.EndsAt?.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
        IsActive = draft.IsActive,
        Conditions = [.. draft.Conditions.Select(ConditionForm.Of)],
    };

    /// <summary>What it has become. Problem: <c>achievements.dates</c>, for a date that cannot be read.</summary>
    public Outcome<AchievementDraft> Made()
    {
        if (!TryRead(From, out var from) || !TryRead(Until, out var until)) return Problem.Of("achievements.dates", "Write dates as year-month-day and the hour, in UTC: 2026-12-24 18:00.");
        return new AchievementDraft(Code ?? "", Name ?? "", Description ?? "", Category, Tier, [.. Conditions.Select(c => c.Made)], XpReward, IsHidden, IsLimited, Follows, from, until, IsActive);
    }

    private static bool TryRead(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)) return false;
        at = read;
        return true;
    }
}
