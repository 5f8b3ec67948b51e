using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Shop;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>The question of the Press Pass page.</summary>
public sealed class PressPassQuestions(HydraXData data, PassQuestions passes, NightQuestions nights, ShopQuestions shop, TierCatalog tiers, Clock clock)
{
    // A wipe that nobody has looked at for a day is no news any more.
    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>Everything on the page; null for an unknown member.</summary>
    public async Task<PressPassView?> Of(long userId, CancellationToken stop = default)
    {
        var view = await data.Read(async db =>
        {
            var now = clock.GetUtcNow();
            if (await db.Profiles.FirstOrDefaultAsync(p => p.UserId == userId, stop) is not { } profile) return null;
            var pass = await passes.Of(db, profile, now, stop);
            var found = await nights.Of(db, profile, pass.Standing.Pass?.ActivatedAt, now, stop);
            return View(profile, pass, found, now);
        }, stop);
        return view is { WipeAt: not null, Balance: > 0 } && await shop.Shelf(userId, stop) is { } shelf ? view with { Fits = ShopFit.Of(shelf) } : view;
    }

    private PressPassView View(UserProfile profile, PassFacts pass, Nights found, DateTimeOffset now)
    {
        var (balance, total) = MidnightRules.Shown(profile, now);
        var due = -(XpQuestions.DueWipe(profile, now)?.Amount ?? 0);
        return new(profile.UserId, now, pass.Standing.Phase, pass.Refusal, pass.LengthDays, pass.Day, pass.Standing.Pass?.ActivatedAt, pass.EndsAt, pass.WipeAt,
            balance, total, TonightSum.Of(found.Tonight, balance), ShadowRecord.Of(profile, due), found.Latest, Columns(pass.Standing, found, balance, now),
            Unseen(profile, found, now), [], [.. tiers.Current.All.Where(t => t.MonthlyPrice > 0).Select(t => t.MonthlyPrice).Order()]);
    }

    private static Night? Unseen(UserProfile profile, Nights found, DateTimeOffset now) =>
        found.Latest.Count > 0 && found.Latest[0] is { ByDeactivation: false, IsGivenBack: false } last
        && (profile.WipeSeenAt is not { } seen || seen < last.At) && now - last.At < News ? last : null;

    private static List<NightColumn> Columns(PassStanding standing, Nights found, long balance, DateTimeOffset now)
    {
        if (standing.Pass is not { ActivatedAt: { } from, EndsAt: { } until } pass) return [];
        var runs = standing.Phase == PassPhase.Running;
        var over = pass.EndedAt < until ? pass.EndedAt.Value : until;
        var last = runs ? UtcDay.Of(now).Date : UtcDay.Of(over < now ? over : now).Date;
        var columns = new List<NightColumn>();
        for (var day = UtcDay.Of(from).Date; day <= last; day = day.AddDays(1))
            columns.Add(runs && day == last ? new(day, balance, true) : new(day, found.ByDay.GetValueOrDefault(day), false));
        return columns;
    }
}
