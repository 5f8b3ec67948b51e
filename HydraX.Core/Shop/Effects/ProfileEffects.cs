using System.Globalization;
using System.Text.Json.Serialization;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;

namespace HydraX.Core.Shop.Effects;

/// <summary>Multiplies earned XP for a time; another of the same factor is put behind the one that runs.</summary>
/// <param name="Factor">What earned XP is multiplied with, within the cap of all multipliers.</param>
/// <param name="Minutes">For how long.</param>
public sealed record XpBoost(decimal Factor, int Minutes) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.XpBoost;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Timed;

    /// <summary>Problem: <c>shop.other-boost</c>.</summary>
    public override Problem? Refusal(Buyer buyer, DateTimeOffset now) =>
        buyer.Profile.BoostUntil > now && buyer.Profile.BoostFactor != Factor
            ? Problem.Of("shop.other-boost", string.Create(CultureInfo.InvariantCulture, $"A boost of ×{buyer.Profile.BoostFactor:0.##} runs. This one can be bought when it ends {Spoken.At(buyer.Profile.BoostUntil.Value, now)}."))
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
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Permanent;

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

/// <summary>A frame around the insignia, wherever that stands beside the name. The last one bought is worn; <see cref="XpShop.Wear"/> changes to another.</summary>
/// <param name="Frame">Which of <see cref="WornFrames"/>.</param>
public sealed record ProfileFrame(string Frame) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.ProfileFrame;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Permanent;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now)
    {
        profile.WornFrame = Frame;
        return new(now, null);
    }

    /// <inheritdoc/>
    public override void TakeBack(UserProfile profile, Stretch stretch, DateTimeOffset now)
    {
        if (profile.WornFrame == Frame) profile.WornFrame = null;
    }
}

/// <summary>Protects one day without activity from ending the streak; see <see cref="StreakRules"/>. The days gone by are settled before one is handed over.</summary>
public sealed record StreakFreeze : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.StreakFreeze;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.UseUp;

    /// <summary>Problem: <c>shop.enough-freezes</c>.</summary>
    public override Problem? Refusal(Buyer buyer, DateTimeOffset now) => StreakRules.FreezesLeft(buyer.Profile, now) >= StreakRules.MostFreezes
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
