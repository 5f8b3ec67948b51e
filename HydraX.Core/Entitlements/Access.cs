using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Entitlements;

/// <summary>
/// The one place that answers "may this member do that, how much, and why?". A screen that asks several things takes
/// <see cref="Of(long, CancellationToken)"/> once; a write asks inside its own transaction.
/// </summary>
public sealed class Access(HydraXData data, TierCatalog tiers, Clock clock)
{
    /// <summary>Where a member stands now. An id that is nobody's is a bug and throws.</summary>
    public Task<Standing> Of(long userId, CancellationToken stop = default) => data.Read(db => Of(db, userId, clock.GetUtcNow(), stop), stop);

    /// <summary>Where a member stands at the instant of a write, read in its transaction.</summary>
    public Task<Standing> Of(Work work, long userId) => Of(work.Db, userId, work.At, work.Stop);

    /// <summary>May the member use this feature?</summary>
    public async Task<AccessAnswer> May(long userId, Feature feature, CancellationToken stop = default) => (await Of(userId, stop)).May(feature);

    /// <summary>Does the member have this tier or a higher one? A Press Pass with APEX access counts as APEX.</summary>
    public async Task<AccessAnswer> HasTier(long userId, TierCode atLeast, CancellationToken stop = default) => (await Of(userId, stop)).HasTier(atLeast);

    /// <summary>How far may the member go?</summary>
    public async Task<LimitAnswer> Limit(long userId, Limits limit, CancellationToken stop = default) => (await Of(userId, stop)).Limit(limit);

    /// <summary>Whether somebody may use what declares these needs. Nothing declared is refused.</summary>
    public async Task<AccessAnswer> Meets(Caller caller, IReadOnlyList<Need> needs, CancellationToken stop = default)
    {
        var standing = caller.UserId is { } userId && needs.Any(need => need.Who != Who.Anybody) ? await Of(userId, stop) : null;
        return NeedRules.Meets(needs, caller, standing);
    }

    private async Task<Standing> Of(HydraXDb db, long userId, DateTimeOffset now, CancellationToken stop)
    {
        var member = await db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => new
        {
            u.IsActive,
            OnPass = u.Profile!.PressPassActive,
            PassUntil = u.Profile.WipeUntil,
            Subscriptions = db.Subscriptions.Where(s => s.UserId == u.Id).Select(s => new SubscriptionFacts(s.Tier, s.Status, s.CurrentPeriodEnd)).ToList(),
            Adjustments = db.LimitAdjustments.Where(a => a.UserId == u.Id && a.StartsAt <= now && (a.Until == null || a.Until > now)).ToList(),
        }).AsSingleQuery().SingleAsync(stop);
        return AccessRules.At(new(member.IsActive, member.Subscriptions, member.OnPass ? member.PassUntil : null, member.Adjustments), tiers.Current, now);
    }
}
