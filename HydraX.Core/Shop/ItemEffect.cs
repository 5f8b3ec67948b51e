using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;

namespace HydraX.Core.Shop;

/// <summary>The kinds of effect that an item can have.</summary>
[LowerCodes]
public enum EffectKind
{
    /// <summary><see cref="XpBoost"/>.</summary>
    XpBoost,

    /// <summary><see cref="ProfileTitle"/>.</summary>
    ProfileTitle,

    /// <summary><see cref="StreakFreeze"/>.</summary>
    StreakFreeze,
}

/// <summary>From when until when something bought works.</summary>
/// <param name="StartsAt">From.</param>
/// <param name="Until">Exclusive; null is for good.</param>
public sealed record Stretch(DateTimeOffset StartsAt, DateTimeOffset? Until);

/// <summary>What an item does to its buyer's profile. Pure: a new effect is a record here and a word in <see cref="EffectKind"/>.</summary>
[JsonDerivedType(typeof(XpBoost), "xp_boost"), JsonDerivedType(typeof(ProfileTitle), "profile_title"), JsonDerivedType(typeof(StreakFreeze), "streak_freeze")]
public abstract record ItemEffect
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Which kind it is.</summary>
    [JsonIgnore]
    public abstract EffectKind Kind { get; }

    /// <summary>Why it cannot be had now, or null.</summary>
    public abstract Problem? Refusal(UserProfile profile, DateTimeOffset now);

    /// <summary>Gives it to a member whose profile is locked, and says how long it works.</summary>
    public abstract Stretch Give(UserProfile profile, DateTimeOffset now);

    /// <summary>Takes it back from a member whose profile is locked; what was not used yet goes, what was used stays used.</summary>
    public abstract void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now);

    /// <summary>Reads an effect's figures. What does not fit its kind is a bug and throws.</summary>
    public static ItemEffect Read(EffectKind kind, string data) => (kind switch
    {
        EffectKind.XpBoost => (ItemEffect?)JsonSerializer.Deserialize<XpBoost>(data, Json),
        EffectKind.ProfileTitle => JsonSerializer.Deserialize<ProfileTitle>(data, Json),
        EffectKind.StreakFreeze => JsonSerializer.Deserialize<StreakFreeze>(data, Json),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    })!;

    /// <summary>The figures as they are stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, GetType(), Json);

    /// <summary>How much of a stretch is still to come.</summary>
    public static TimeSpan Left(Stretch stretch, DateTimeOffset now)
    {
        if (stretch.Until is not { } until || until <= now) return TimeSpan.Zero;
        return until - (stretch.StartsAt > now ? stretch.StartsAt : now);
    }
}

/// <summary>Multiplies earned XP for a time; another of the same factor is put behind the one that runs.</summary>
/// <param name="Factor">What earned XP is multiplied with, within the cap of all multipliers.</param>
/// <param name="Minutes">For how long.</param>
public sealed record XpBoost(decimal Factor, int Minutes) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.XpBoost;

    /// <summary>Problem: <c>shop.other-boost</c>.</summary>
    public override Problem? Refusal(UserProfile profile, DateTimeOffset now) =>
        profile.BoostUntil > now && profile.BoostFactor != Factor
            ? Problem.Of("shop.other-boost", string.Create(CultureInfo.InvariantCulture, $"A boost of ×{profile.BoostFactor:0.##} runs. This one can be bought when it ends {Spoken.At(profile.BoostUntil.Value, now)}."))
            : null;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now)
    {
        var from = profile.BoostUntil is { } running && running > now ? running : now;
        profile.BoostFactor = Factor;
        profile.BoostUntil = from.AddMinutes(Minutes);
        return new(from, profile.BoostUntil);
    }

    /// <inheritdoc/>
    public override void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now)
    {
        if (profile.BoostUntil is not { } until) return;
        var left = until - Left(stretch, now);
        (profile.BoostFactor, profile.BoostUntil) = left > now ? (profile.BoostFactor, left) : (1m, (DateTimeOffset?)null);
    }
}

/// <summary>A title shown beside the name. The last one bought is worn; <see cref="XpShop.Wear"/> changes to another.</summary>
/// <param name="Title">Its words.</param>
public sealed record ProfileTitle(string Title) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.ProfileTitle;

    /// <inheritdoc/>
    public override Problem? Refusal(UserProfile profile, DateTimeOffset now) => null;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now)
    {
        profile.Title = Title;
        return new(now, null);
    }

    /// <inheritdoc/>
    public override void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now)
    {
        if (profile.Title == Title) profile.Title = null;
    }
}

/// <summary>Protects one day without activity from ending the streak; see <see cref="StreakRules"/>. The days gone by are settled before one is handed over.</summary>
public sealed record StreakFreeze : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.StreakFreeze;

    /// <summary>Problem: <c>shop.enough-freezes</c>.</summary>
    public override Problem? Refusal(UserProfile profile, DateTimeOffset now) => StreakRules.FreezesLeft(profile, now) >= StreakRules.MostFreezes
        ? Problem.Of("shop.enough-freezes", $"You hold {StreakRules.MostFreezes} streak freezes, as many as there may be. The next day without activity uses one.")
        : null;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now)
    {
        profile.StreakFreezes++;
        return new(now, null);
    }

    /// <inheritdoc/>
    public override void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now) => profile.StreakFreezes = Math.Max(0, profile.StreakFreezes - 1);
}
