using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>
/// What a member has become: the row of <c>user_profiles</c>. XP columns change only together with a ledger line, in one transaction, under this
/// row's lock.
/// </summary>
public sealed class UserProfile
{
    /// <summary>Row id.</summary>
    public long ProfileId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>XP earned since the last prestige or wipe; it alone gives rank and level.</summary>
    public long TotalXp { get; set; }

    /// <summary>When total XP last grew; null before the first XP. Decides ties on boards.</summary>
    public DateTimeOffset? XpEarnedAt { get; set; }

    /// <summary>What prestiges took off <see cref="TotalXp"/>. Earned and kept, it still counts on the board of all time.</summary>
    public long XpSetAside { get; set; }

    /// <summary>XP earned on the UTC day of <see cref="XpEarnedAt"/> and kept. See <c>Xp/XpPeriods</c>.</summary>
    public long XpOfDay { get; set; }

    /// <summary>XP earned in that day's week and kept.</summary>
    public long XpOfWeek { get; set; }

    /// <summary>XP earned in that day's month and kept.</summary>
    public long XpOfMonth { get; set; }

    /// <summary>XP earned in that day's season and kept; 0 where no season held the day.</summary>
    public long XpOfSeason { get; set; }

    /// <summary>Spendable XP: the sum of the member's ledger. Below zero is a debt that the next awards pay.</summary>
    public long XpBalance { get; set; }

    /// <summary>From <see cref="TotalXp"/>.</summary>
    public RankCode CurrentRank { get; set; } = RankCode.Recruit;

    /// <summary>
    /// The rank that the member has been shown: while <see cref="CurrentRank"/> is above it a promotion is still to be celebrated. It falls with the rank, so that one reached again
    /// after a wipe or a prestige is a promotion again.
    /// </summary>
    public RankCode RankSeen { get; set; } = RankCode.Recruit;

    /// <summary>Stars, 0 to 10.</summary>
    public int PrestigeLevel { get; set; }

    /// <summary>Closed trades.</summary>
    public int TotalTrades { get; set; }

    /// <summary>Closed trades above +0.1 R.</summary>
    public int WinningTrades { get; set; }

    /// <summary>Net result of closed trades, USD.</summary>
    public decimal TotalProfitUsd { get; set; }

    /// <summary>Largest single win, USD.</summary>
    public decimal LargestWinUsd { get; set; }

    /// <summary>Longest run of days with activity.</summary>
    public int BestStreak { get; set; }

    /// <summary>Days with activity in a row, in the member's own time zone.</summary>
    public int CurrentStreak { get; set; }

    /// <summary>The last local date with activity; the streak rolls over once for each.</summary>
    public DateOnly? LastActiveOn { get; set; }

    /// <summary>The last local date that the run covers: with activity, protected by a freeze, or forgiven to everybody.</summary>
    public DateOnly? StreakHeldOn { get; set; }

    /// <summary>Streak freezes held, at most two; each protects one day without activity.</summary>
    public int StreakFreezes { get; set; }

    /// <summary>Unlocked achievements as the specification's JSON.</summary>
    public string AchievementsData { get; set; } = "[]";

    /// <summary>The Monday of the week whose goals <see cref="Goals"/> holds; null before the first.</summary>
    public DateOnly? GoalsOf { get; set; }

    /// <summary>The member's personal goals of that week, as JSON. See <c>Achievements/Goals</c>.</summary>
    public string Goals { get; set; } = "[]";

    /// <summary>Whether the member took part in the beta; staff writes it down.</summary>
    public bool BetaParticipant { get; set; }

    /// <summary>Whether a Press Pass runs now.</summary>
    public bool PressPassActive { get; set; }

    /// <summary>The specification's JSON, made by the database from the five columns below.</summary>
    public string PressPassShadowStats { get; private set; } = "{}";

    /// <summary>Shadow statistics: all XP ever earned, wiped or not.</summary>
    public long RealTotalXp { get; set; }

    /// <summary>Shadow statistics: XP that wipes took.</summary>
    public long TotalXpWiped { get; set; }

    /// <summary>Shadow statistics: wipes that took XP.</summary>
    public long ResetCount { get; set; }

    /// <summary>Shadow statistics: the largest of them.</summary>
    public long LargestWipe { get; set; }

    /// <summary>Shadow statistics: XP earned while on a Press Pass, ever.</summary>
    public long LifetimeEarned { get; set; }

    /// <summary>Up to when wipes are settled: a midnight, or the pass' activation. Null off a pass. See <c>Xp/MidnightRules</c>.</summary>
    public DateTimeOffset? WipeSettledUntil { get; set; }

    /// <summary>When nightly wipes end, exclusive: the pass' end. Null off a pass.</summary>
    public DateTimeOffset? WipeUntil { get; set; }

    /// <summary>The midnight of the last nightly wipe that the member has been shown on the Press Pass page.</summary>
    public DateTimeOffset? WipeSeenAt { get; set; }

    /// <summary>The running boost on earned XP; 1 without one.</summary>
    public decimal BoostFactor { get; set; } = 1m;

    /// <summary>When the boost ends, exclusive.</summary>
    public DateTimeOffset? BoostUntil { get; set; }

    /// <summary>The UTC day that <see cref="TradeXp"/> counts.</summary>
    public DateOnly? TradeXpOn { get; set; }

    /// <summary>XP from trades on <see cref="TradeXpOn"/>, against the day's limit.</summary>
    public long TradeXp { get; set; }

    /// <summary>Eight characters of A–Z and 2–9 without O and I, unique.</summary>
    public string? ReferralCode { get; set; }

    /// <summary>Who brought this member.</summary>
    public long? ReferredByUserId { get; set; }

    /// <summary>A few words of the member's own, plain text.</summary>
    public string? Bio { get; set; }

    /// <summary>IANA zone for streaks and for drawing times; default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>A zone chosen today; it takes effect on the next local day.</summary>
    public string? NextTimeZone { get; set; }

    /// <summary>From when <see cref="NextTimeZone"/> holds: the first midnight, in the zone before it, after it was chosen.</summary>
    public DateTimeOffset? NextTimeZoneFrom { get; set; }

    /// <summary>Who may see the profile.</summary>
    public Visibility Visibility { get; set; } = Visibility.Public;

    /// <summary>Whether the member is told every Monday what the week before was like.</summary>
    public bool WeeklySummary { get; set; } = true;

    /// <summary>A title bought in the shop, shown beside the name.</summary>
    public string? Title { get; set; }

    /// <summary>A frame bought in the shop, worn around the insignia: its code. Null for none.</summary>
    public string? WornFrame { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a column of this row last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>The zone that holds at an instant.</summary>
    public string TimeZoneAt(DateTimeOffset at) => NextTimeZone is { } next && NextTimeZoneFrom <= at ? next : TimeZone;

    /// <summary>Lets a chosen zone take effect once its day has come. Whoever locks a member does this first.</summary>
    internal void SettleTimeZone(DateTimeOffset at)
    {
        if (NextTimeZone is null || TimeZoneAt(at) == TimeZone) return;
        TimeZone = NextTimeZone;
        NextTimeZone = null;
        NextTimeZoneFrom = null;
    }

    /// <summary>When the member last took a name or wrote a bio that staff has not looked at since; null once somebody has.</summary>
    public DateTimeOffset? WordsChangedAt { get; set; }
}
