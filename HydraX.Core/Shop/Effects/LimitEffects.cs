using System.Text.Json.Serialization;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Users;

namespace HydraX.Core.Shop.Effects;

/// <summary>One more shot until the UTC day ends, at most one of them a day, whatever items give it.</summary>
public sealed record ExtraShot : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.ExtraShot;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Timed;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ShopPart? Needs => ShopPart.FireControl;

    /// <summary>Problems: <c>shop.one-a-day</c>, <c>shop.no-limit</c>.</summary>
    public override Problem? Refusal(Buyer buyer, DateTimeOffset now) => buyer.RunsUntil(Kind) is { } until
        ? Problem.Of("shop.one-a-day", $"Today's extra shot is yours already. The next one can be bought {Spoken.At(until, now)}.")
        : MoreShots.Unlimited(buyer);

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now) => new(now, UtcDay.Of(now).End);

    /// <inheritdoc/>
    public override LimitAdjustment Limit(Stretch stretch) => MoreShots.Of(1, null, "Extra shot", stretch);
}

/// <summary>More shots for a time, for good signals alone.</summary>
/// <param name="Shots">How many.</param>
/// <param name="LeastTcs">The least TCS of what they may be fired at.</param>
/// <param name="Hours">For how long.</param>
public sealed record ExtendedMagazine(int Shots, int LeastTcs, int Hours) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.ExtendedMagazine;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Timed;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ShopPart? Needs => ShopPart.FireControl;

    /// <summary>Problems: <c>shop.runs</c>, <c>shop.no-limit</c>.</summary>
    public override Problem? Refusal(Buyer buyer, DateTimeOffset now) => buyer.RunsUntil(Kind) is { } until
        ? Problem.Of("shop.runs", $"Your extended magazine runs. Another can be bought when it ends {Spoken.At(until, now)}.")
        : MoreShots.Unlimited(buyer);

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now) => new(now, now.AddHours(Hours));

    /// <inheritdoc/>
    public override LimitAdjustment Limit(Stretch stretch) => MoreShots.Of(Shots, LeastTcs, "Extended magazine", stretch);
}

/// <summary>Shows the own squad's open trades for a time, stealth ones excepted.</summary>
/// <param name="Hours">For how long.</param>
public sealed record SquadRadar(int Hours) : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.SquadRadar;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Timed;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ShopPart? Needs => ShopPart.Squads;

    /// <summary>Problem: <c>shop.runs</c>.</summary>
    public override Problem? Refusal(Buyer buyer, DateTimeOffset now) => buyer.RunsUntil(Kind) is { } until
        ? Problem.Of("shop.runs", $"Your squad radar runs. Another can be bought when it ends {Spoken.At(until, now)}.")
        : null;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now) => new(now, now.AddHours(Hours));

    /// <inheritdoc/>
    public override Permit Permits(Stretch stretch) => new() { Kind = PermitKind.SquadRadar, StartsAt = stretch.StartsAt, Until = stretch.Until, Reason = "Squad radar" };
}

/// <summary>A banner on the squad that its buyer leads, for good.</summary>
public sealed record SquadBanner : ItemEffect
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override EffectKind Kind => EffectKind.SquadBanner;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ItemKind Lasts => ItemKind.Permanent;

    /// <inheritdoc/>
    [JsonIgnore]
    public override ShopPart? Needs => ShopPart.Squads;

    /// <inheritdoc/>
    public override Stretch Give(UserProfile profile, DateTimeOffset now) => new(now, null);

    /// <inheritdoc/>
    public override Permit Permits(Stretch stretch) => new() { Kind = PermitKind.SquadBanner, StartsAt = stretch.StartsAt, Reason = "Squad banner" };
}

// What effects on the shots of a day share. Nothing here raises risk a shot, the drawdown cap or trades open at a time.
internal static class MoreShots
{
    public static Problem? Unlimited(Buyer buyer) => buyer.Standing is { } standing && standing.Limit(Limits.DailyShots).Value is null
        ? Problem.Of("shop.no-limit", "Your shots have no limit, so more of them would change nothing.")
        : null;

    public static LimitAdjustment Of(int shots, int? leastTcs, string reason, Stretch stretch) =>
        new() { Limit = Limits.DailyShots, Delta = shots, LeastTcs = leastTcs, StartsAt = stretch.StartsAt, Until = stretch.Until, Reason = reason };
}
