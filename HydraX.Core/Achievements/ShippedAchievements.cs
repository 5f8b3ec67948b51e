using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements;

/// <summary>
/// What can be achieved at the first start: the specification's ten, and the rest of a full set. From then on the database is the truth: one that is there already is
/// left as admins made it, and one that a later version brings is added. Rewards are before the badge tier's multiplier.
/// </summary>
public static class ShippedAchievements
{
    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<AchievementDraft> All { get; } =
    [
        Combat("first_blood", "First blood", "Win your first trade.", BadgeTier.Bronze, 100, Ever("trades_won", 1)),
        Combat("warrior_spirit", "Warrior spirit", "Win 10 trades.", BadgeTier.Silver, 250, Ever("trades_won", 10)) with { Follows = "first_blood" },
        Combat("battle_master", "Battle master", "Win 100 trades.", BadgeTier.Gold, 1_000, Ever("trades_won", 100)) with { Follows = "warrior_spirit" },
        Combat("warlord", "Warlord", "Win 500 trades.", BadgeTier.Platinum, 2_000, Ever("trades_won", 500)) with { Follows = "battle_master" },
        Combat("hat_trick", "Hat trick", "Win three trades in one day.", BadgeTier.Bronze, 100, new Condition("trades_won", Comparison.AtLeast, 3, MetricWindow.Day)),
        Combat("perfect_week", "Perfect week", "Close at least five trades in one week and win every one.", BadgeTier.Silver, 500, Ever("perfect_weeks", 1)),
        Combat("marksman", "Marksman", "Win 5 sniper shots.", BadgeTier.Bronze, 200, Ever("sniper_wins", 5)),
        Combat("sharpshooter", "Sharpshooter", "Win 25 sniper shots.", BadgeTier.Silver, 400, Ever("sniper_wins", 25)) with { Follows = "marksman" },
        Combat("dead_eye", "Dead eye", "Win 100 sniper shots.", BadgeTier.Gold, 900, Ever("sniper_wins", 100)) with { Follows = "sharpshooter" },
        Combat("full_magazine", "Full magazine", "Complete a chaingun run without a loss.", BadgeTier.Bronze, 200, Ever("chaingun_runs", 1)),
        Combat("iron_rhythm", "Iron rhythm", "Complete 10 chaingun runs.", BadgeTier.Silver, 500, Ever("chaingun_runs", 10)) with { Follows = "full_magazine" },
        Combat("rolling_thunder", "Rolling thunder", "Complete 50 chaingun runs.", BadgeTier.Gold, 1_000, Ever("chaingun_runs", 50)) with { Follows = "iron_rhythm" },

        Progression("level_5", "Off the bench", "Reach level 5.", BadgeTier.Bronze, 100, Ever("level", 5)),
        Progression("level_10", "Level 10", "Reach level 10.", BadgeTier.Bronze, 200, Ever("level", 10)) with { Follows = "level_5" },
        Progression("level_25", "Level 25", "Reach level 25.", BadgeTier.Silver, 600, Ever("level", 25)) with { Follows = "level_10" },
        Progression("level_50", "Level 50", "Reach level 50.", BadgeTier.Gold, 1_500, Ever("level", 50)) with { Follows = "level_25" },
        Progression("level_75", "Level 75", "Reach level 75.", BadgeTier.Platinum, 2_500, Ever("level", 75)) with { Follows = "level_50" },
        Progression("level_100", "Level 100", "Reach level 100.", BadgeTier.Diamond, 5_000, Ever("level", 100)) with { Follows = "level_75" },
        Progression("sergeants_stripes", "Sergeant's stripes", "Become SERGEANT.", BadgeTier.Bronze, 200, Rank(RankCode.Sergeant)),
        Progression("captains_bars", "Captain's bars", "Become CAPTAIN.", BadgeTier.Silver, 500, Rank(RankCode.Captain)) with { Follows = "sergeants_stripes" },
        Progression("generals_star", "General's star", "Become GENERAL.", BadgeTier.Gold, 1_500, Rank(RankCode.General)) with { Follows = "captains_bars" },
        Progression("marshals_baton", "Marshal's baton", "Become FIELD_MARSHAL.", BadgeTier.Platinum, 3_000, Rank(RankCode.FieldMarshal)) with { Follows = "generals_star" },
        // One badge a star, and nothing besides: total XP begins at 0.
        Progression("prestige_1", "First star", "Prestige for the first time.", BadgeTier.Gold, 0, Ever("prestige", 1)),
        Progression("prestige_2", "Second star", "Reach prestige 2.", BadgeTier.Gold, 0, Ever("prestige", 2)) with { Follows = "prestige_1" },
        Progression("prestige_3", "Third star", "Reach prestige 3.", BadgeTier.Platinum, 0, Ever("prestige", 3)) with { Follows = "prestige_2" },
        Progression("prestige_4", "Fourth star", "Reach prestige 4.", BadgeTier.Platinum, 0, Ever("prestige", 4)) with { Follows = "prestige_3" },
        Progression("prestige_5", "Fifth star", "Reach prestige 5.", BadgeTier.Platinum, 0, Ever("prestige", 5)) with { Follows = "prestige_4" },
        Progression("prestige_6", "Sixth star", "Reach prestige 6.", BadgeTier.Diamond, 0, Ever("prestige", 6)) with { Follows = "prestige_5" },
        Progression("prestige_7", "Seventh star", "Reach prestige 7.", BadgeTier.Diamond, 0, Ever("prestige", 7)) with { Follows = "prestige_6" },
        Progression("prestige_8", "Eighth star", "Reach prestige 8.", BadgeTier.Diamond, 0, Ever("prestige", 8)) with { Follows = "prestige_7" },
        Progression("prestige_9", "Ninth star", "Reach prestige 9.", BadgeTier.Diamond, 0, Ever("prestige", 9)) with { Follows = "prestige_8" },
        Progression("prestige_10", "Constellation", "Reach prestige 10, the highest.", BadgeTier.Master, 0, Ever("prestige", 10)) with { Follows = "prestige_9" },
        Progression("ten_thousand", "Five figures", "Earn 10,000 XP in all, wiped or not.", BadgeTier.Bronze, 200, Ever("real_total_xp", 10_000)),
        Progression("hundred_thousand", "Six figures", "Earn 100,000 XP in all, wiped or not.", BadgeTier.Gold, 1_000, Ever("real_total_xp", 100_000)) with { Follows = "ten_thousand" },
        Progression("million", "Seven figures", "Earn 1,000,000 XP in all, wiped or not.", BadgeTier.Diamond, 4_000, Ever("real_total_xp", 1_000_000)) with { Follows = "hundred_thousand" },

        Discipline("week_in_line", "A week in line", "Be here 7 days in a row.", BadgeTier.Bronze, 100, Ever("best_streak", 7)),
        Discipline("month_in_line", "A month in line", "Be here 30 days in a row.", BadgeTier.Silver, 400, Ever("best_streak", 30)) with { Follows = "week_in_line" },
        Discipline("quarter_in_line", "A quarter in line", "Be here 90 days in a row.", BadgeTier.Gold, 1_000, Ever("best_streak", 90)) with { Follows = "month_in_line" },
        Discipline("year_in_line", "A year in line", "Be here 365 days in a row.", BadgeTier.Diamond, 3_000, Ever("best_streak", 365)) with { Follows = "quarter_in_line" },
        Discipline("regular", "Regular", "Be here on 100 days.", BadgeTier.Silver, 300, Ever("days_here", 100)),
        Discipline("fixture", "Fixture", "Be here on 500 days.", BadgeTier.Platinum, 1_500, Ever("days_here", 500)) with { Follows = "regular" },
        Discipline("clean_sheet", "Clean sheet", "Have a perfect day: at least three trades, all won.", BadgeTier.Bronze, 150, Ever("perfect_days", 1)),
        Discipline("clean_hands", "Clean hands", "Have 10 perfect days.", BadgeTier.Silver, 500, Ever("perfect_days", 10)) with { Follows = "clean_sheet" },
        Discipline("spotless", "Spotless", "Have 50 perfect days.", BadgeTier.Platinum, 1_500, Ever("perfect_days", 50)) with { Follows = "clean_hands" },
        Discipline("flawless_month", "Flawless month", "Have three perfect weeks in one month.", BadgeTier.Gold, 1_500, new Condition("perfect_weeks", Comparison.AtLeast, 3, MetricWindow.Month)) with { Follows = "perfect_week" },
        Discipline("goal_getter", "Goal getter", "Meet 3 of your weekly goals.", BadgeTier.Bronze, 100, Ever("goals_met", 3)),
        Discipline("full_card", "Full card", "Meet all three goals of a week.", BadgeTier.Silver, 200, new Condition("goals_met", Comparison.AtLeast, 3, MetricWindow.Week)) with { Follows = "goal_getter" },
        Discipline("planner", "Planner", "Meet 25 of your weekly goals.", BadgeTier.Silver, 400, Ever("goals_met", 25)) with { Follows = "goal_getter" },
        Discipline("strategist", "Strategist", "Meet 100 of your weekly goals.", BadgeTier.Gold, 1_000, Ever("goals_met", 100)) with { Follows = "planner" },

        Social("first_recruit", "First recruit", "Bring somebody who stays.", BadgeTier.Bronze, 200, Ever("recruits", 1)),
        Social("recruiter", "Recruiter", "Bring 5 people who stay.", BadgeTier.Silver, 500, Ever("recruits", 5)) with { Follows = "first_recruit" },
        Social("ambassador", "Ambassador", "Bring 25 people who stay.", BadgeTier.Gold, 1_500, Ever("recruits", 25)) with { Follows = "recruiter" },

        Special("beta_tester", "Beta tester", "Took part in the beta.", BadgeTier.Platinum, 2_500, Ever("beta_participant", 1)) with { IsHidden = true, IsLimited = true },
        Special("press_pass_survivor", "Press Pass survivor", "Spend 30 days on Press Pass.", BadgeTier.Gold, 3_000, Ever("press_pass_days", 30)) with { IsLimited = true },
        Special("phoenix", "Phoenix", "Lose 5,000 XP to the midnight wipe and come back.", BadgeTier.Silver, 500, Ever("xp_wiped", 5_000)) with { IsHidden = true, IsLimited = true },
        Special("first_purchase", "Over the counter", "Buy something in the shop.", BadgeTier.Bronze, 50, Ever("items_bought", 1)),
        Special("collector", "Collector", "Buy 15 things in the shop.", BadgeTier.Silver, 300, Ever("items_bought", 15)) with { Follows = "first_purchase" },
        Special("patron", "Patron", "Spend 50,000 XP in the shop.", BadgeTier.Gold, 1_000, Ever("xp_spent", 50_000)) with { Follows = "collector" },
        Special("old_guard", "Old guard", "Be a member for a year.", BadgeTier.Gold, 1_000, Ever("days_member", 365)),
        Special("decorated", "Decorated", "Earn 20 achievements.", BadgeTier.Gold, 1_000, Ever("achievements_earned", 20)),
        Special("perfectionist", "Perfectionist", "Earn every other achievement that is neither hidden nor limited.", BadgeTier.Master, 20_000, Ever("all_achievements", 1)),
    ];

    private static Condition Ever(string metric, long value) => new(metric, Comparison.AtLeast, value);

    private static Condition Rank(RankCode rank) => Ever("rank", (long)rank);

    private static AchievementDraft Combat(string code, string name, string description, BadgeTier tier, int reward, Condition condition) => Draft(AchievementCategory.Combat, code, name, description, tier, reward, condition);

    private static AchievementDraft Progression(string code, string name, string description, BadgeTier tier, int reward, Condition condition) => Draft(AchievementCategory.Progression, code, name, description, tier, reward, condition);

    private static AchievementDraft Discipline(string code, string name, string description, BadgeTier tier, int reward, Condition condition) => Draft(AchievementCategory.Discipline, code, name, description, tier, reward, condition);

    private static AchievementDraft Social(string code, string name, string description, BadgeTier tier, int reward, Condition condition) => Draft(AchievementCategory.Social, code, name, description, tier, reward, condition);

    private static AchievementDraft Special(string code, string name, string description, BadgeTier tier, int reward, Condition condition) => Draft(AchievementCategory.Special, code, name, description, tier, reward, condition);

    private static AchievementDraft Draft(AchievementCategory category, string code, string name, string description, BadgeTier tier, int reward, Condition condition) =>
        new(code, name, description, category, tier, [condition], reward);
}
