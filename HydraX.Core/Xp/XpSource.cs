using HydraX.Core.Kernel;

namespace HydraX.Core.Xp;

/// <summary>What XP is given or taken for; the codes are the specification's (<c>trade_win</c>).</summary>
[LowerCodes]
public enum XpSource
{
    /// <summary>A trade closed above +0.1 R.</summary>
    TradeWin,

    /// <summary>A trade closed below −0.1 R.</summary>
    TradeLoss,

    /// <summary>A sniper-class win.</summary>
    SniperBonus,

    /// <summary>Four chaingun shots without a loss.</summary>
    ChaingunCompletion,

    /// <summary>The first activity of a day.</summary>
    DailyLogin,

    /// <summary>At least three trades in a day, all won.</summary>
    PerfectDay,

    /// <summary>An achievement.</summary>
    AchievementUnlock,

    /// <summary>Somebody came by this member's code.</summary>
    ReferralSignup,

    /// <summary>Given by an admin.</summary>
    AdminGrant,

    /// <summary>The opposite of an earlier line.</summary>
    Correction,

    /// <summary>Spent in the shop.</summary>
    ShopPurchase,

    /// <summary>The nightly wipe of a Press Pass.</summary>
    PressPassReset,

    /// <summary>Wiped XP given back, because the member had paid before midnight.</summary>
    PressPassRestore,

    /// <summary>A prestige: total XP begins again at 0, the balance stays.</summary>
    Prestige,

    /// <summary>At least five trades in a week, all won. It gives no XP by itself; achievements count it.</summary>
    PerfectWeek,

    /// <summary>A personal goal of a week that was met.</summary>
    WeeklyGoal,

    /// <summary>All XP of an account that was merged into another: taken there, given here.</summary>
    AccountMerge,

    /// <summary>A season's beginning: total XP begins again at a share of what it was, the balance stays.</summary>
    SeasonReset,

    /// <summary>A season's beginning undone: what it had set aside counts again.</summary>
    SeasonRestore,
}
