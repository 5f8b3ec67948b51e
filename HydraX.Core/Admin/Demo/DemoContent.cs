using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Progress;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Duties;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Admin.Demo;

/// <summary>What the demo content amounts to.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Members">Demo members.</param>
/// <param name="Lines">Their ledger lines.</param>
public sealed record DemoView(DateTimeOffset MadeAt, int Members, long Lines);

/// <summary>
/// The door to demo content: members with a history that make every page worth looking at, marked as demo. It is made once, in one transaction, and
/// removed whole. Histories go through the domain's own doors at the instants when they would have happened, so that they add up like any other.
/// </summary>
public sealed class DemoContent(HydraXData data, Progression progression, PressPasses passes, TierCatalog tiers, AuditTrail audit)
{
    /// <summary>
    /// Makes the demo content unless it was made before, by this or another node. All or nothing: a process killed half-way leaves nothing, and the
    /// next start begins again. Needs an open shop and catalogue. Returns whether it was made now.
    /// </summary>
    /// <param name="stop">Gives up.</param>
    /// <param name="reserved">A name that no demo member may take: the one that the first admin is to get.</param>
    public Task<bool> Open(CancellationToken stop, string? reserved = null) => data.Run(async work =>
    {
        var mark = work.Dialect.InsertOrNothing("demo_content", "id, made_at", "@p0, @p1", "id", "id = @p0", "id");
        if (await work.Scalar(mark, 1, work.Dialect.Instant(work.At)) is null) return false;

        var names = DemoCast.All.Select(m => UsernameRules.Normalize(m.Name)).ToList();
        var taken = await work.Db.Users.Where(u => names.Contains(u.NormalizedUserName!)).Select(u => u.NormalizedUserName!).ToListAsync(work.Stop);
        if (reserved is not null) taken.Add(UsernameRules.Normalize(reserved));
        var made = DemoCast.All.Select(m => (Member: m, History: DemoHistory.Of(m, work.At), User: NewUser(m, taken, work.At))).ToList();
        foreach (var (member, history, user) in made) user.Profile = NewProfile(member, history, user.CreatedAt);
        work.Db.AddRange(made.Select(m => m.User));
        await work.Save();
        foreach (var (member, history, user) in made)
        {
            await work.GiveRole(user.Id, Roles.Member);
            Subscribe(work, member, history, user);
            work.Db.AddRange(history.ActiveDays.Select(day => new ActivityDay { UserId = user.Id, Day = day, Kind = DayKind.Active }));
        }
        await work.Save();
        foreach (var (member, history, user) in made) await Live(work, member, history, user);
        return true;
    }, stop);

    /// <summary>What there is of it; null when none was made, or it was removed.</summary>
    public Task<DemoView?> View(CancellationToken stop = default) => data.Read(async db =>
    {
        if (await db.Set<DemoMark>().FirstOrDefaultAsync(m => m.RemovedAt == null, stop) is not { } mark) return null;
        var ids = db.Users.Where(u => u.IsDemo).Select(u => u.Id);
        return new DemoView(mark.MadeAt, await ids.CountAsync(stop), await db.XpTransactions.LongCountAsync(t => ids.Contains(t.UserId), stop));
    }, stop);

    /// <summary>Whether demo members are shown.</summary>
    public Task<bool> IsShown(CancellationToken stop = default) => data.Read(db => db.Set<DemoMark>().AnyAsync(m => m.RemovedAt == null, stop), stop);

    /// <summary>
    /// Removes all demo members with everything of theirs, ledger lines among it; real members keep all they have. It is not made again. Problem:
    /// <c>demo.none</c>, <c>audit.why</c>, and those of <see cref="Duty.Demo"/>. Returns how many members were removed.
    /// </summary>
    public Task<Outcome<int>> Remove(string? why, Actor by, CancellationToken stop = default) => data.Run<Outcome<int>>(async work =>
    {
        if ((await work.Demand(by, Duty.Demo) ?? AuditReason.Check(why)) is { } refused) return refused;
        var marked = await work.Db.Set<DemoMark>().Where(m => m.RemovedAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.RemovedAt, work.At), work.Stop);
        if (marked == 0) return Problem.Of("demo.none", "There is no demo content, or it has been removed already.");
        var removed = await DemoRemoval.Run(work);
        audit.Record(work, by, "demo.removed", new("demo_content", "1"), new { members = removed }, why: why!.Trim());
        return removed;
    }, stop);

    private static User NewUser(DemoMember member, List<string> taken, DateTimeOffset now)
    {
        var name = taken.Contains(UsernameRules.Normalize(member.Name)) ? $"demo_{member.Name}" : member.Name;
        var joined = DemoHistory.JoinedAt(member, now);
        return new()
        {
            UserName = name,
            NormalizedUserName = UsernameRules.Normalize(name),
            IsDemo = true,
            IsActive = member.Suspended is null,
            SuspendedReason = member.Suspended,
            SecurityStamp = UserDirectory.NewStamp(),
            CreatedAt = joined,
            UpdatedAt = joined,
        };
    }

    private static UserProfile NewProfile(DemoMember member, DemoHistory history, DateTimeOffset joined)
    {
        var profile = UserDirectory.NewProfile(0, history.ReferralCode, joined);
        // What was brought along came from a trade for every 60 XP or so.
        var earlier = (int)(member.Before / 60);
        profile.PrestigeLevel = member.Prestige;
        profile.RealTotalXp = member.Prestige * Ranks.RankRules.Threshold(Ranks.RankRules.Highest);
        profile.TotalTrades = history.Trades + earlier;
        profile.WinningTrades = history.Wins + (int)(earlier * member.WinRate);
        profile.TotalProfitUsd = history.ProfitUsd;
        profile.LargestWinUsd = history.LargestWinUsd;
        profile.CurrentStreak = history.CurrentStreak;
        profile.BestStreak = history.BestStreak;
        profile.LastActiveOn = history.LastActiveOn;
        profile.StreakHeldOn = history.LastActiveOn;
        profile.Bio = member.Bio;
        profile.TimeZone = member.Zone;
        profile.Visibility = member.Visibility;
        return profile;
    }

    // Happens to the member what happened to them, one thing after another.
    private async Task Live(Work work, DemoMember member, DemoHistory history, User user)
    {
        var number = 0;
        var tier = member.Pass is null ? member.Tier : TierCode.Nibbler;
        foreach (var happened in history.Events)
        {
            var then = Then(happened.At);
            var key = RewardKey.Demo(++number);
            switch (happened)
            {
                case DemoEarned earned: await progression.RecordEarned(work, then, earned.Source, key, earned.Description); break;
                case DemoBrought brought: await progression.Record(work, then, new(XpSource.AdminGrant, key, brought.Balance, brought.Total, Description: "Brought along from the beta")); break;
                case DemoBought bought: await progression.RecordPurchase(work, then, bought.Item, key); break;
                case DemoPassBegun begun: await Begin(work, then, begun.Days); break;
                case DemoPassEnded ended: await End(work, then, ended.Reason); tier = member.Tier; break;
            }
        }
        await progression.RecordMidnight(work, Then(work.At));
        if (user.Profile!.PressPassActive) (user.SubscriptionStatus, user.SubscriptionExpiresAt) = (SubscriptionStatus.Trialing, user.Profile.WipeUntil);

        LockedMember Then(DateTimeOffset at) => new(user.Profile!, user.Profile!.PressPassActive ? TierCode.PressPass : tier, true, at, IsHeld: false);
    }

    private async Task Begin(Work work, LockedMember then, int days)
    {
        await passes.Activate(work, then, isPaying: false, days);
        await work.Save();
    }

    private async Task End(Work work, LockedMember then, PassEnd reason)
    {
        await progression.RecordMidnight(work, then);
        await passes.End(work, then, reason);
        await work.Save();
    }

    // What users.tier and the subscription say today.
    private void Subscribe(Work work, DemoMember member, DemoHistory history, User user)
    {
        user.Tier = member.Tier;
        if (member.Tier < TierCode.Fang) return;
        var from = history.PaidFrom ?? user.CreatedAt;
        user.SubscriptionStatus = SubscriptionStatus.Active;
        user.SubscriptionExpiresAt = from.AddYears(1);
        work.Db.Add(new Subscription
        {
            UserId = user.Id,
            Tier = member.Tier,
            Status = SubscriptionStatus.Active,
            BillingCycle = BillingCycle.Annual.Code(),
            Price = TierPrices.Of(tiers.Current[member.Tier].MonthlyPrice, BillingCycle.Annual),
            StartedAt = from,
            CurrentPeriodEnd = from.AddYears(1),
            NextBillingDate = from.AddYears(1),
            CreatedAt = from,
        });
    }
}
