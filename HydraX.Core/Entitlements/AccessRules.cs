using System.Globalization;
using HydraX.Core.Billing;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Core.Entitlements;

/// <summary>A subscription's facts, as its row has them.</summary>
public sealed record SubscriptionFacts(TierCode Tier, SubscriptionStatus Status, DateTimeOffset? CurrentPeriodEnd);

/// <summary>What a member's standing is derived from.</summary>
/// <param name="IsActive">False while suspended.</param>
/// <param name="Subscriptions">All subscriptions, past ones among them.</param>
/// <param name="PassUntil">When the running Press Pass ends, exclusive; null off a pass.</param>
/// <param name="Adjustments">Limits changed for a time.</param>
public sealed record MemberFacts(bool IsActive, IReadOnlyList<SubscriptionFacts> Subscriptions, DateTimeOffset? PassUntil, IReadOnlyList<LimitAdjustment> Adjustments)
{
    /// <summary>What they may do for a time, whatever the tier.</summary>
    public IReadOnlyList<Permit> Permits { get; init; } = [];
}

/// <summary>
/// Who is entitled to what, and the sentences that say so. Entitled (decisions §1): trialing, active, past due within grace, or
/// cancelled before the period's end. A paid or granted subscription goes before a Press Pass, that before unpaid NIBBLER.
/// </summary>
public static class AccessRules
{
    /// <summary>Where a member stands at an instant.</summary>
    public static Standing At(MemberFacts member, TierLineup lineup, DateTimeOffset now)
    {
        var adjustments = member.Adjustments.Where(a => a.StartsAt <= now && (a.Until is null || now < a.Until)).ToList();
        var permits = member.Permits.Where(p => p.StartsAt <= now && (p.Until is null || now < p.Until)).ToList();
        Standing As(TierCode tier, bool isPaid, DateTimeOffset? until, LockedSubscription? locked = null) =>
            new(tier, isPaid, until, !member.IsActive, locked, lineup, adjustments) { Permits = permits };

        var entitled = member.Subscriptions.Where(s => SubscriptionRules.IsEntitled(s.Status, s.CurrentPeriodEnd, now)).OrderByDescending(s => s.Tier).ThenByDescending(IsPaid).FirstOrDefault();
        if (entitled is not null) return As(entitled.Tier, IsPaid(entitled), AccessUntil(entitled));

        var locked = member.Subscriptions
            .Where(s => s is { Status: SubscriptionStatus.PastDue, CurrentPeriodEnd: not null })
            .OrderByDescending(s => s.Tier).Select(s => new LockedSubscription(s.Tier, s.CurrentPeriodEnd!.Value + SubscriptionRules.Grace)).FirstOrDefault();
        return member.PassUntil is { } until && now < until
            ? As(TierCode.PressPass, false, until, locked)
            : As(TierCode.Nibbler, false, null, locked);
    }

    /// <summary>May the member use this feature?</summary>
    internal static AccessAnswer May(Standing standing, Feature feature)
    {
        if (standing.IsSuspended) return Suspended;
        var (lineup, tier) = (standing.Lineup, standing.Tier);
        if (lineup.Gives(tier, feature, standing.IsPaid)) return AccessAnswer.Yes($"{feature.Name()} comes with {Name(tier)}.");

        var sellers = lineup.SellersOf(feature);
        if (standing.Locked is { } locked && sellers.Contains(locked.Tier)) return Overdue(locked, $"{feature.Name()} comes back");
        var missing = lineup.GrantOf(tier, feature) == FeatureGrant.WhenPaid ? $"{feature.Name()} is for members who pay for {Name(tier)}."
            : tier == TierCode.PressPass && feature == Feature.LiveExecution ? "Press Pass trades on paper."
            : tier == TierCode.PressPass && TierLineup.LacksTrigger(standing.Settings, feature) ? "Press Pass fires by hand only."
            : $"{feature.Name()} is not part of {Name(tier)}.";
        return sellers.Count == 0
            ? AccessAnswer.No("access.feature", $"{missing} No tier has it at present.")
            : AccessAnswer.No("access.feature", $"{missing} It comes with {Offer(lineup, sellers)}.", sellers);
    }

    /// <summary>Does the member have this tier or a higher one?</summary>
    internal static AccessAnswer HasTier(Standing standing, TierCode atLeast)
    {
        if (standing.IsSuspended) return Suspended;
        if (CountsAs(standing) >= atLeast) return AccessAnswer.Yes($"You are on {Name(standing.Tier)}.");
        if (standing.Locked is { } locked && locked.Tier >= atLeast) return Overdue(locked, "It opens again");
        var sellers = Enum.GetValues<TierCode>().Where(tier => tier >= atLeast && tier != TierCode.PressPass).ToList();
        return AccessAnswer.No("access.tier", $"This needs {Name(atLeast)}{(atLeast == TierCode.Apex ? "" : " or higher")}, and you are on {Name(standing.Tier)}. {Name(sellers[0])} costs {Price(standing.Lineup, sellers[0])}.", sellers);
    }

    /// <summary>Does the member hold a permit?</summary>
    internal static AccessAnswer Holds(Standing standing, PermitKind kind)
    {
        if (standing.IsSuspended) return Suspended;
        if (standing.Permits.Where(p => p.Kind == kind).OrderByDescending(p => p.Until ?? DateTimeOffset.MaxValue).FirstOrDefault() is not { } permit)
            return AccessAnswer.No("access.permit", $"This needs a {kind.Code().Replace('_', ' ')}, which the XP shop has.");
        return AccessAnswer.Yes(permit.Until is { } until ? string.Create(CultureInfo.InvariantCulture, $"{permit.Reason}: until {until:d MMMM, HH:mm} UTC.") : $"{permit.Reason}: for good.");
    }

    /// <summary>Nothing is allowed to a suspended member.</summary>
    internal static readonly AccessAnswer Suspended = AccessAnswer.No("access.suspended", "This account is suspended. Contact support if you think that is a mistake.");

    /// <summary>The tier's name within a sentence.</summary>
    internal static string Name(TierCode tier) => tier == TierCode.PressPass ? "Press Pass" : tier.Code();

    private static DateTimeOffset? AccessUntil(SubscriptionFacts subscription) =>
        subscription.Status == SubscriptionStatus.PastDue ? subscription.CurrentPeriodEnd + SubscriptionRules.Grace : subscription.CurrentPeriodEnd;

    private static bool IsPaid(SubscriptionFacts subscription) => subscription.Status != SubscriptionStatus.Trialing;

    private static TierCode CountsAs(Standing standing) =>
        standing.Settings.Features[Feature.HasApexAccess] == FeatureGrant.Yes ? TierCode.Apex : standing.Tier;

    private static AccessAnswer Overdue(LockedSubscription locked, string whatReturns) => AccessAnswer.No("access.past-due",
        string.Create(CultureInfo.InvariantCulture, $"Your {Name(locked.Tier)} subscription is locked since {locked.Since:d MMMM, HH:mm} UTC because its renewal is unpaid. {whatReturns} as soon as it is paid."), locked.Tier);

    // "FANG (89.00 USD a month) and above" where all higher tiers have it too, else each by name.
    private static string Offer(TierLineup lineup, IReadOnlyList<TierCode> sellers)
    {
        var cheapest = $"{Name(sellers[0])} ({Price(lineup, sellers[0])})";
        if (sellers.Count == 1) return cheapest;
        return sellers[^1] == TierCode.Apex && sellers.Count == TierCode.Apex - sellers[0] + 1
            ? $"{cheapest} and above"
            : $"{cheapest} and {string.Join(" and ", sellers.Skip(1).Select(Name))}";
    }

    private static string Price(TierLineup lineup, TierCode tier) => string.Create(CultureInfo.InvariantCulture, $"{lineup[tier].MonthlyPrice:0.00} USD a month");
}
