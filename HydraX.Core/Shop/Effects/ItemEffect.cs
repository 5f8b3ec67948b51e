using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Shop.Effects;

/// <summary>The kinds of effect that an item can have.</summary>
[LowerCodes]
public enum EffectKind
{
    /// <summary><see cref="Effects.XpBoost"/>.</summary>
    XpBoost,

    /// <summary><see cref="Effects.ProfileTitle"/>.</summary>
    ProfileTitle,

    /// <summary><see cref="Effects.StreakFreeze"/>.</summary>
    StreakFreeze,

    /// <summary><see cref="Effects.ProfileFrame"/>.</summary>
    ProfileFrame,

    /// <summary><see cref="Effects.ExtraShot"/>.</summary>
    ExtraShot,

    /// <summary><see cref="Effects.ExtendedMagazine"/>.</summary>
    ExtendedMagazine,

    /// <summary><see cref="Effects.SquadRadar"/>.</summary>
    SquadRadar,

    /// <summary><see cref="Effects.SquadBanner"/>.</summary>
    SquadBanner,
}

/// <summary>From when until when something bought works.</summary>
/// <param name="StartsAt">From.</param>
/// <param name="Until">Exclusive; null is for good.</param>
public sealed record Stretch(DateTimeOffset StartsAt, DateTimeOffset? Until);

/// <summary>
/// What an item does to its buyer. Pure: it changes the locked profile, and says which limit it raises and what it permits; the shop writes that down. A new
/// effect is a record here, a word in <see cref="EffectKind"/> and its fields in <see cref="EffectForm"/>.
/// </summary>
[JsonDerivedType(typeof(XpBoost), "xp_boost"), JsonDerivedType(typeof(ProfileTitle), "profile_title"), JsonDerivedType(typeof(StreakFreeze), "streak_freeze"), JsonDerivedType(typeof(ProfileFrame), "profile_frame")]
[JsonDerivedType(typeof(ExtraShot), "extra_shot"), JsonDerivedType(typeof(ExtendedMagazine), "extended_magazine"), JsonDerivedType(typeof(SquadRadar), "squad_radar"), JsonDerivedType(typeof(SquadBanner), "squad_banner")]
public abstract record ItemEffect
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Which kind it is.</summary>
    [JsonIgnore]
    public abstract EffectKind Kind { get; }

    /// <summary>How long it lasts.</summary>
    [JsonIgnore]
    public abstract ItemKind Lasts { get; }

    /// <summary>The part of HydraX without which it would do nothing; null for what always works.</summary>
    [JsonIgnore]
    public virtual ShopPart? Needs => null;

    /// <summary>Why it cannot be had now, or null.</summary>
    public virtual Problem? Refusal(Buyer buyer, DateTimeOffset now) => null;

    /// <summary>Gives it to a member whose profile is locked, and says how long it works.</summary>
    public abstract Stretch Give(UserProfile profile, DateTimeOffset now);

    /// <summary>Takes it back from a member whose profile is locked; what was not used yet goes, what was used stays used. Limit and permit are ended by the shop.</summary>
    public virtual void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now)
    {
    }

    /// <summary>The limit that it changes, without member and source; null for none.</summary>
    public virtual LimitAdjustment? Limit(Stretch stretch) => null;

    /// <summary>What it permits, without member and source; null for nothing.</summary>
    public virtual Permit? Permits(Stretch stretch) => null;

    /// <summary>Reads an effect's figures. What does not fit its kind is a bug and throws.</summary>
    public static ItemEffect Read(EffectKind kind, string data) => (kind switch
    {
        EffectKind.XpBoost => (ItemEffect?)JsonSerializer.Deserialize<XpBoost>(data, Json),
        EffectKind.ProfileTitle => JsonSerializer.Deserialize<ProfileTitle>(data, Json),
        EffectKind.StreakFreeze => JsonSerializer.Deserialize<StreakFreeze>(data, Json),
        EffectKind.ProfileFrame => JsonSerializer.Deserialize<ProfileFrame>(data, Json),
        EffectKind.ExtraShot => JsonSerializer.Deserialize<ExtraShot>(data, Json),
        EffectKind.ExtendedMagazine => JsonSerializer.Deserialize<ExtendedMagazine>(data, Json),
        EffectKind.SquadRadar => JsonSerializer.Deserialize<SquadRadar>(data, Json),
        EffectKind.SquadBanner => JsonSerializer.Deserialize<SquadBanner>(data, Json),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    })!;

    /// <summary>How long what is of a kind lasts, whatever its figures.</summary>
    public static ItemKind LastsAs(EffectKind kind) => Read(kind, "{}").Lasts;

    /// <summary>The figures as they are stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, GetType(), Json);

    /// <summary>How much of a stretch is still to come.</summary>
    public static TimeSpan Left(Stretch stretch, DateTimeOffset now)
    {
        if (stretch.Until is not { } until || until <= now) return TimeSpan.Zero;
        return until - (stretch.StartsAt > now ? stretch.StartsAt : now);
    }
}
