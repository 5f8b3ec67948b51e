using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Xp;

namespace HydraX.Core.Admin.Demo;

/// <summary>Something that happened to a demo member.</summary>
/// <param name="At">When.</param>
internal abstract record DemoEvent(DateTimeOffset At);

/// <summary>Earned XP.</summary>
internal sealed record DemoEarned(DateTimeOffset At, XpSource Source, string Description) : DemoEvent(At);

/// <summary>XP brought along from before the history.</summary>
internal sealed record DemoBrought(DateTimeOffset At, long Balance, long Total) : DemoEvent(At);

/// <summary>Something bought in the shop, if the balance allows it then.</summary>
internal sealed record DemoBought(DateTimeOffset At, string Item) : DemoEvent(At);

/// <summary>A Press Pass begins.</summary>
internal sealed record DemoPassBegun(DateTimeOffset At, int Days) : DemoEvent(At);

/// <summary>A Press Pass ends.</summary>
internal sealed record DemoPassEnded(DateTimeOffset At, PassEnd Reason) : DemoEvent(At);

/// <summary>A demo member's life, drawn from what <see cref="DemoMember"/> says of them. Pure: the same member and day give the same history.</summary>
internal sealed class DemoHistory
{
    private const int FirstHour = 7;
    private const int TradingHours = 11;
    private const double WeekendShare = 0.35;
    private static readonly string[] Markets = ["EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "AUDUSD", "EURJPY", "USDCAD", "NZDUSD"];

    private readonly DemoMember member;
    private readonly Random random;
    private readonly DateTimeOffset now;
    private readonly UtcDay today;
    private readonly List<DemoEvent> events = [];

    private DemoHistory(DemoMember member, DateTimeOffset now)
    {
        this.member = member;
        this.now = now;
        today = UtcDay.Of(now);
        random = new Random(Seed(member.Name));
    }

    /// <summary>What happened, in order, up to an instant.</summary>
    public IReadOnlyList<DemoEvent> Events { get; private set; } = [];

    /// <summary>Days with activity in a row, up to today or yesterday.</summary>
    public int CurrentStreak { get; private set; }

    /// <summary>The longest run of days with activity.</summary>
    public int BestStreak { get; private set; }

    /// <summary>The last day with activity.</summary>
    public DateOnly LastActiveOn { get; private set; }

    /// <summary>The days with activity, in order.</summary>
    public List<DateOnly> ActiveDays { get; } = [];

    /// <summary>Trades closed.</summary>
    public int Trades { get; private set; }

    /// <summary>Trades won.</summary>
    public int Wins { get; private set; }

    /// <summary>Net result, USD.</summary>
    public decimal ProfitUsd { get; private set; }

    /// <summary>Largest win, USD.</summary>
    public decimal LargestWinUsd { get; private set; }

    /// <summary>When a Press Pass became a paid subscription, null if none did.</summary>
    public DateTimeOffset? PaidFrom => Events.OfType<DemoPassEnded>().FirstOrDefault(e => e.Reason == PassEnd.Converted)?.At;

    /// <summary>Eight characters for a referral code, the same every time.</summary>
    public string ReferralCode { get; private set; } = "";

    /// <summary>Draws a member's life up to an instant.</summary>
    public static DemoHistory Of(DemoMember member, DateTimeOffset now)
    {
        var history = new DemoHistory(member, now);
        history.Draw();
        return history;
    }

    /// <summary>When the member registered.</summary>
    public static DateTimeOffset JoinedAt(DemoMember member, DateTimeOffset now) => Day(UtcDay.Of(now), member.Days).Start.AddHours(FirstHour).AddMinutes(-30);

    private void Draw()
    {
        const string letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        ReferralCode = new([.. Enumerable.Range(0, 8).Select(_ => letters[random.Next(letters.Length)])]);
        if (member.Before > 0) events.Add(new DemoBrought(JoinedAt(member, now), member.Before / 4, member.Before));
        for (var ago = member.Days; ago >= 0; ago--)
        {
            var isActive = IsActive(ago);
            if (isActive) DrawDay(Day(today, ago));
            else if (ago > 0) CurrentStreak = 0;
        }
        DrawPurchases();
        DrawPass();
        Events = [.. events.Where(e => e.At < now).OrderBy(e => e.At)];
    }

    // The present streak is as the cast says: its days are active, the one before is not.
    private bool IsActive(int ago)
    {
        var drawn = random.NextDouble() < (IsWeekend(Day(today, ago)) ? member.Keenness * WeekendShare : member.Keenness);
        return ago < member.Streak || (ago != member.Streak && drawn);
    }

    private void DrawDay(UtcDay day)
    {
        var at = day.Start.AddHours(FirstHour).AddMinutes(random.Next(50));
        if (at >= now) return;
        events.Add(new DemoEarned(at, XpSource.DailyLogin, "First activity of the day"));
        LastActiveOn = day.Date;
        ActiveDays.Add(day.Date);
        BestStreak = Math.Max(BestStreak, ++CurrentStreak);
        var trades = IsWeekend(day) ? random.Next(2) : random.Next(member.Trades + 1);
        var wins = 0;
        for (var trade = 0; trade < trades; trade++)
        {
            at += TimeSpan.FromMinutes(random.Next(12, Math.Max(13, TradingHours * 60 / member.Trades)));
            if (DrawTrade(at)) wins++;
        }
        if (trades >= 3 && wins == trades) events.Add(new DemoEarned(day.End.AddMinutes(-90), XpSource.PerfectDay, $"{trades} trades, all won"));
    }

    private bool DrawTrade(DateTimeOffset at)
    {
        var isWin = random.NextDouble() < member.WinRate;
        var what = $"{Markets[random.Next(Markets.Length)]} {(random.Next(2) == 0 ? "long" : "short")}";
        events.Add(new DemoEarned(at, isWin ? XpSource.TradeWin : XpSource.TradeLoss, what));
        if (isWin && member.Tier >= TierCode.Fang && random.Next(5) == 0) events.Add(new DemoEarned(at, XpSource.SniperBonus, what));
        if (at >= now) return isWin;
        var result = Money.Round((decimal)((isWin ? 0.6 + 1.6 * random.NextDouble() : -1) * (40 + member.Before / 2_000.0)));
        Trades++;
        ProfitUsd += result;
        if (!isWin) return false;
        Wins++;
        LargestWinUsd = Math.Max(LargestWinUsd, result);
        return true;
    }

    private void DrawPurchases()
    {
        for (var i = 0; i < member.Buys.Count; i++)
        {
            // Late in the evening of a day within the last three weeks; on a pass on its first day, before the wipe takes what was there.
            var ago = member.Pass?.DaysAgo ?? 21 - i * 6;
            events.Add(new DemoBought(Day(today, ago).Start.AddHours(20).AddMinutes(random.Next(150)), member.Buys[i]));
        }
    }

    private void DrawPass()
    {
        if (member.Pass is not { } pass) return;
        var begun = Day(today, pass.DaysAgo).Start.AddHours(6).AddMinutes(random.Next(50));
        events.Add(new DemoPassBegun(begun, pass.Length));
        if (pass.Ends == PassEnd.Expired) events.Add(new DemoPassEnded(begun.AddDays(pass.Length), PassEnd.Expired));
        if (pass.Ends == PassEnd.Converted) events.Add(new DemoPassEnded(begun.AddDays(pass.Length - 2).AddHours(9), PassEnd.Converted));
    }

    private static UtcDay Day(UtcDay today, int ago) => new(today.Date.AddDays(-ago));

    private static bool IsWeekend(UtcDay day) => XpRules.Weekend(day.Start) != 1m;

    // string.GetHashCode differs from run to run.
    private static int Seed(string name) => name.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter));
}
