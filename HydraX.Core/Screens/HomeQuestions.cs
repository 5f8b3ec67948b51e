using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Ranks;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Days;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>The question of the signed-in home.</summary>
public sealed class HomeQuestions(HydraXData data, XpQuestions xp, PassQuestions passes, TierCatalog tiers, XpCalendar calendar, Clock clock)
{
    /// <summary>Everything on the page; null for an unknown member.</summary>
    public Task<HomeView?> Of(long userId, CancellationToken stop = default) => data.Read(async db =>
    {
        var now = clock.GetUtcNow();
        var member = await db.Users.Where(u => u.Id == userId && u.Profile != null).Select(u => new { u.UserName, u.Tier, u.TelegramId, u.Profile }).FirstOrDefaultAsync(stop);
        if (member is null) return null;
        var profile = member.Profile!;
        var facts = await passes.Of(db, profile, now, stop);
        var today = UtcDay.Of(now).Date;
        var days = await xp.Days(db, profile, today.AddDays(1 - HomeView.DaysShown), stop);
        var latest = await xp.Latest(db, profile, HomeView.LinesShown, stop);
        var login = await xp.DailyLogin(db, userId, new(today), stop);

        var (balance, total) = MidnightRules.Shown(profile, now);
        var tier = PressPassRules.Shown(member.Tier, profile.PressPassActive, profile.WipeUntil, now);
        var bonus = tiers.Current[tier].XpBonus;
        var inForce = XpRules.InForce(profile, bonus, calendar.EventOnAll(now, tier), now).Where(m => m.Factor != 1m).ToList();
        var worth = XpRules.Sum(XpRules.Base(XpSource.DailyLogin), XpRules.InForce(profile, bonus, calendar.EventAt(now, XpSource.DailyLogin, tier), now)).Amount;
        var pass = new HomePass(facts.Standing.Phase, facts.Refusal, facts.LengthDays, facts.Day, facts.EndsAt, facts.WipeAt);
        return new HomeView(userId, member.UserName!, now, tier, RankRules.Standing(total), profile.PrestigeLevel, balance, StreakRules.Shown(profile, now), profile.BestStreak,
            StreakRules.FreezesLeft(profile, now), StreakRules.IsFrozen(profile, now), EachDay(days, today), inForce, XpRules.Product(inForce), profile.BoostUntil > now ? profile.BoostUntil : null, pass, latest, login,
            NextStepRules.Of(pass, balance, member.TelegramId is not null), worth, ShownEvent.Soon(calendar.From(now), now, tier), await ConsentBook.Owed(db, userId, stop))
        { Frame = profile.WornFrame };
    }, stop);

    private static List<DayXp> EachDay(IReadOnlyList<DayXp> found, DateOnly today)
    {
        var byDay = found.ToDictionary(d => d.On);
        return [.. Enumerable.Range(1 - HomeView.DaysShown, HomeView.DaysShown).Select(i => today.AddDays(i)).Select(on => byDay.GetValueOrDefault(on) ?? new(on, 0, 0, 0))];
    }
}
