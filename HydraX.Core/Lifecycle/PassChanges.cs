using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Lifecycle;

/// <summary>What a change of pass came to.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="EndsAt">When the pass ends.</param>
/// <param name="Wiped">XP taken on the spot.</param>
/// <param name="Balance">XP left.</param>
public sealed record PassChange(long UserId, DateTimeOffset EndsAt, long Wiped, long Balance);

/// <summary>Everything that follows when a Press Pass begins, rests or ends: wipe, tier, status, messages, audit entry, in one transaction each.</summary>
public sealed class PassChanges(HydraXData data, PressPasses passes, Progression progression, Outbox outbox, AuditTrail audit, TierCatalog tiers, Tombstones tombstones, Clock clock)
{
    /// <summary>A member activates their pass. Problems: those of <see cref="PressPasses.Activate"/>, <c>users.unknown</c>, <c>users.suspended</c>, <c>press-pass.closed</c> (the tier's press_pass_trial is off).</summary>
    public Task<Outcome<PassChange>> Activate(Actor by, CancellationToken stop = default) => data.Run<Outcome<PassChange>>(async work =>
    {
        var userId = Own(by);
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        if (!member.IsActive) return Members.Suspended;
        var settings = tiers.Current[TierCode.PressPass];
        if (settings.Features[Feature.PressPassTrial] == FeatureGrant.No)
            return PressPassProblems.Closed;
        var days = settings.TrialDays ?? PressPassRules.DefaultDays;
        if (!await work.Db.Passes.AnyAsync(p => p.UserId == userId, work.Stop) && await HadElsewhere(work, userId)) return PressPassProblems.Used;
        var activated = await passes.Activate(work, member, await PaidTier(work, member) is not null, days);
        if (!activated.Succeeded) return activated.Problem;

        var endsAt = activated.Value.EndsAt!.Value;
        await Show(work, member, by, "press-pass.activated", TierCode.PressPass, SubscriptionStatus.Trialing, endsAt);
        outbox.Tell(work, userId, new PressPassActivated(endsAt, member.Profile.XpBalance), OutboxLane.Notices);
        return new PassChange(userId, endsAt, 0, member.Profile.XpBalance);
    }, stop);

    /// <summary>A member deactivates their pass, which settles the wipe on the spot. Problems: <c>press-pass.inactive</c>, <c>users.unknown</c>.</summary>
    public Task<Outcome<PassChange>> Deactivate(Actor by, CancellationToken stop = default) => data.Run<Outcome<PassChange>>(async work =>
    {
        var userId = Own(by);
        if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
        var endsAt = member.Profile.WipeUntil;
        var settled = await progression.Settle(work, member);
        var rested = await passes.Rest(work, member);
        if (!rested.Succeeded) return rested.Problem;

        var wiped = await progression.WipeNow(work, member, RewardKey.PressPassDeactivated(rested.Value.PassId, rested.Value.SpellNo));
        await Show(work, member, by, "press-pass.deactivated", TierCode.Nibbler, SubscriptionStatus.Inactive, null);
        return new PassChange(userId, endsAt!.Value, settled + wiped, member.Profile.XpBalance);
    }, stop);

    /// <summary>Ends a pass whose time is over: what was earned since the last midnight stays. Null when there was nothing to end.</summary>
    public Task<PassChange?> Expire(long userId, CancellationToken stop = default) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is not { } member) return null;
        if (!member.Profile.PressPassActive || member.Profile.WipeUntil is not { } endsAt || endsAt > work.At) return null;
        var wiped = await progression.Settle(work, member);
        await passes.End(work, member, PassEnd.Expired);
        await Show(work, member, Actor.Job, "press-pass.expired", TierCode.Nibbler, SubscriptionStatus.Inactive, null);
        outbox.Tell(work, userId, new PressPassEnded(member.Profile.XpBalance, TierCode.Nibbler.Code()), OutboxLane.Notices);
        return new PassChange(userId, endsAt, wiped, member.Profile.XpBalance);
    }, stop);

    /// <summary>Ends a member's pass because they are erased, in the transaction of that; what is due at midnights is settled before.</summary>
    public async Task Close(Work work, LockedMember member, Actor by)
    {
        if (member.Profile.PressPassActive)
        {
            await progression.Settle(work, member);
            await passes.End(work, member, PassEnd.Erased);
        }
        // Written after erasure has gone over the log: it would be the one entry that still names them.
        await Show(work, member, by, "press-pass.closed", TierCode.Nibbler, SubscriptionStatus.Inactive, null, ErasedName.Of(member.UserId));
    }

    /// <summary>Ends every pass whose time is over.</summary>
    public async Task<int> ExpireDue(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = await data.Read(db => db.Profiles.Where(p => p.PressPassActive && p.WipeUntil <= now).OrderBy(p => p.UserId).Select(p => p.UserId).ToListAsync(stop), stop);
        var ended = 0;
        foreach (var userId in due)
            if (await Expire(userId, stop) is not null) ended++;
        return ended;
    }

    /// <summary>
    /// Ends a pass because its member has become a paying one, in the transaction of that change. What a midnight after the payment took, because
    /// we heard of it late, is given back, and the XP of achievements earned on the pass.
    /// </summary>
    /// <param name="work">The transaction of the subscription's change.</param>
    /// <param name="member">Who, locked.</param>
    /// <param name="paidAt">The processor's time of payment.</param>
    /// <returns>XP given back.</returns>
    public async Task<long> Convert(Work work, LockedMember member, DateTimeOffset paidAt)
    {
        if (!member.Profile.PressPassActive) return 0;
        if (paidAt <= member.At && MidnightRules.Due(member.Profile.WipeSettledUntil, member.Profile.WipeUntil, member.At) is { } due && due.Start > paidAt)
            member.Profile.WipeSettledUntil = MidnightRules.SettledBy(member.At, member.Profile.WipeUntil!.Value);
        else await progression.Settle(work, member);
        await passes.End(work, member, PassEnd.Converted);
        var restored = await progression.RestoreWipes(work, member, paidAt);
        var since = await work.Db.Passes.Where(p => p.UserId == member.UserId && p.ActivatedAt != null).MaxAsync(p => p.ActivatedAt, work.Stop);
        return restored + await progression.KeepAchievements(work, member, since!.Value);
    }

    /// <summary>Remembers that a member has been shown a wipe, so that its card is shown once.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="wipeAt">When the wipe counts: its midnight.</param>
    /// <param name="stop">Gives up.</param>
    public Task WipeSeen(long userId, DateTimeOffset wipeAt, CancellationToken stop = default) => data.Run(work => work.Db.Profiles
        .Where(p => p.UserId == userId && (p.WipeSeenAt == null || p.WipeSeenAt < wipeAt))
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.WipeSeenAt, wipeAt), work.Stop), stop);

    /// <summary>Announces passes that end in 3, 1 or 0 days, each announcement once.</summary>
    public async Task<int> AnnounceEnds(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var horizon = now.AddDays(3);
        var ending = await data.Read(db => db.Profiles.Where(p => p.PressPassActive && p.WipeUntil > now && p.WipeUntil <= horizon).OrderBy(p => p.UserId)
            .Select(p => new { p.UserId, p.WipeUntil }).ToListAsync(stop), stop);
        var told = 0;
        foreach (var pass in ending)
            if (PressPassRules.NoticeDue(pass.WipeUntil!.Value, now) is { } days && await Announce(pass.UserId, pass.WipeUntil.Value, days, stop)) told++;
        return told;
    }

    private Task<bool> Announce(long userId, DateTimeOffset endsAt, int days, CancellationToken stop) => data.Run(async work =>
    {
        if (await work.LockMember(userId) is not { Profile.PressPassActive: true } member) return false;
        var key = $"{PressPassEnding.Kind}:{userId}:{endsAt:yyyyMMddHHmm}:{days}";
        if (await work.Db.Outbox.AnyAsync(m => m.DedupeKey == key, stop)) return false;
        await progression.Settle(work, member);
        outbox.Tell(work, userId, new PressPassEnding(member.Profile.XpBalance, days, endsAt), OutboxLane.Notices, expiresAt: endsAt, dedupeKey: key);
        return true;
    }, stop);

    // Who was merged into a member has had a pass for them.
    private async Task<bool> HadElsewhere(Work work, long userId) => await tombstones.HadPass(work, userId)
        || await work.Db.Users.AnyAsync(u => u.MergedIntoUserId == userId && work.Db.Passes.Any(p => p.UserId == u.Id && p.ActivatedAt != null), work.Stop);

    /// <summary>The tier of the paid subscription that gives access now; null without one.</summary>
    internal static async Task<TierCode?> PaidTier(Work work, LockedMember member)
    {
        var subscriptions = await work.Db.Subscriptions.Where(s => s.UserId == member.UserId).Select(s => new { s.Tier, s.Status, s.CurrentPeriodEnd }).ToListAsync(work.Stop);
        return subscriptions.Where(s => SubscriptionRules.IsEntitled(s.Status, s.CurrentPeriodEnd, member.At)).Select(s => (TierCode?)s.Tier).Max();
    }

    private static long Own(Actor by) => by.UserId ?? throw new ArgumentException("A member has a pass of their own.", nameof(by));

    // users.tier is what is shown and queried; this folder alone writes it.
    private async Task Show(Work work, LockedMember member, Actor by, string action, TierCode tier, SubscriptionStatus status, DateTimeOffset? expiresAt, string? name = null)
    {
        var user = await work.Db.Users.FirstAsync(u => u.Id == member.UserId, work.Stop);
        var (before, after) = (new { tier = user.Tier.Code(), until = user.SubscriptionExpiresAt }, new { tier = tier.Code(), until = expiresAt });
        if (!before.Equals(after)) audit.Record(work, by, action, AuditSubject.Person(member.UserId, name ?? user.UserName!), before, after);
        user.Tier = tier;
        user.SubscriptionStatus = status;
        user.SubscriptionExpiresAt = expiresAt;
        user.UpdatedAt = member.At;
    }
}
