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
    public async Task<Standing> Of(long userId, CancellationToken stop = default) => await Find(userId, stop) ?? throw Nobody(userId);

    /// <summary>Where a member stands at the instant of a write, read in its transaction.</summary>
    public async Task<Standing> Of(Work work, long userId) => await Find(work.Db, userId, work.At, work.Stop) ?? throw Nobody(userId);

    /// <summary>May the member use this feature?</summary>
    public async Task<AccessAnswer> May(long userId, Feature feature, CancellationToken stop = default) => (await Of(userId, stop)).May(feature);

    /// <summary>Does the member have this tier or a higher one? A Press Pass with APEX access counts as APEX.</summary>
    public async Task<AccessAnswer> HasTier(long userId, TierCode atLeast, CancellationToken stop = default) => (await Of(userId, stop)).HasTier(atLeast);

    /// <summary>Does the member hold a permit, such as a squad radar from the shop?</summary>
    public async Task<AccessAnswer> Holds(long userId, PermitKind kind, CancellationToken stop = default) => (await Of(userId, stop)).Holds(kind);

    /// <summary>How far may the member go?</summary>
    public async Task<LimitAnswer> Limit(long userId, Limits limit, CancellationToken stop = default) => (await Of(userId, stop)).Limit(limit);

    /// <summary>
    /// Whether somebody may use what declares these needs. Nothing declared is refused; who is no member any more, or was one of another database, is
    /// asked to sign in.
    /// </summary>
    public async Task<AccessAnswer> Meets(Caller caller, IReadOnlyList<Need> needs, CancellationToken stop = default)
    {
        var standing = caller.UserId is { } userId && needs.Any(need => need.Who != Who.Anybody) ? await Find(userId, stop) : null;
        return NeedRules.Meets(needs, caller, standing);
    }

    private Task<Standing?> Find(long userId, CancellationToken stop) => data.Read(db => Find(db, userId, clock.GetUtcNow(), stop), stop);

    private static InvalidOperationException Nobody(long userId) => new($"There is no member {userId}.");

    private async Task<Standing?> Find(HydraXDb db, long userId, DateTimeOffset now, CancellationToken stop)
    {
        var member = await db.Users.AsNoTracking().Where(u => u.Id == userId).Select(u => new
        {
            u.IsActive,
            OnPass = u.Profile!.PressPassActive,
            PassUntil = u.Profile.WipeUntil,
            Subscriptions = db.Subscriptions.Where(s => s.UserId == u.Id).Select(s => new SubscriptionFacts(s.Tier, s.Status, s.CurrentPeriodEnd)).ToList(),
            Adjustments = db.LimitAdjustments.Where(a => a.UserId == u.Id && a.StartsAt <= now && (a.Until == null || a.Until > now)).ToList(),
            Permits = db.Permits.Where(p => p.UserId == u.Id && p.StartsAt <= now && (p.Until == null || p.Until > now)).ToList(),
        }).AsSingleQuery().SingleOrDefaultAsync(stop);
        return member is null ? null : AccessRules.At(new(member.IsActive, member.Subscriptions, member.OnPass ? member.PassUntil : null, member.Adjustments) { Permits = member.Permits }, tiers.Current, now);
    }
}
