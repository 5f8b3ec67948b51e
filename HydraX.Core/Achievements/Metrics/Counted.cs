using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Core.Achievements.Metrics;

/// <summary>A metric that counts lines of one source.</summary>
/// <param name="source">The source.</param>
/// <param name="code">Its code.</param>
/// <param name="name">Its name.</param>
/// <param name="one">One of them, in words.</param>
/// <param name="many">Several.</param>
public abstract class LinesOf(XpSource source, string code, string name, string one, string many) : CountedMetric
{
    /// <inheritdoc/>
    public sealed override string Code => code;

    /// <inheritdoc/>
    public sealed override string Name => name;

    /// <inheritdoc/>
    public sealed override long Of(XpSource of, long amount) => of == source ? 1 : 0;

    /// <inheritdoc/>
    public sealed override string Words(long value) => Spoken.Number(value, one, many);
}

/// <summary>Trades closed above +0.1 R.</summary>
public sealed class TradesWon() : LinesOf(XpSource.TradeWin, "trades_won", "Trades won", "trade won", "trades won");

/// <summary>Trades closed below −0.1 R.</summary>
public sealed class TradesLost() : LinesOf(XpSource.TradeLoss, "trades_lost", "Trades lost", "trade lost", "trades lost");

/// <summary>Wins of the sniper class.</summary>
public sealed class SniperWins() : LinesOf(XpSource.SniperBonus, "sniper_wins", "Sniper wins", "sniper win", "sniper wins");

/// <summary>Chaingun runs of four shots without a loss.</summary>
public sealed class ChaingunRuns() : LinesOf(XpSource.ChaingunCompletion, "chaingun_runs", "Chaingun runs completed", "chaingun run", "chaingun runs");

/// <summary>Days with at least three trades, all won.</summary>
public sealed class PerfectDays() : LinesOf(XpSource.PerfectDay, "perfect_days", "Perfect days", "perfect day", "perfect days")
{
    /// <inheritdoc/>
    public override bool IsOnceForBoth => true;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => DaysIn.Most(window);
}

/// <summary>Weeks with at least five trades, all won.</summary>
public sealed class PerfectWeeks() : LinesOf(XpSource.PerfectWeek, "perfect_weeks", "Perfect weeks", "perfect week", "perfect weeks")
{
    /// <inheritdoc/>
    public override bool IsOnceForBoth => true;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => window switch { MetricWindow.Day or MetricWindow.Week => 1, MetricWindow.Month => 5, _ => null };
}

/// <summary>UTC days with activity.</summary>
public sealed class DaysHere() : LinesOf(XpSource.DailyLogin, "days_here", "Days with activity", "day with activity", "days with activity")
{
    /// <inheritdoc/>
    public override bool IsOnceForBoth => true;

    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => DaysIn.Most(window);
}

/// <summary>Things bought in the shop and kept.</summary>
public sealed class ItemsBought() : LinesOf(XpSource.ShopPurchase, "items_bought", "Things bought in the shop", "thing bought", "things bought");

/// <summary>Personal goals of a week that were met.</summary>
public sealed class GoalsMet() : LinesOf(XpSource.WeeklyGoal, "goals_met", "Weekly goals met", "weekly goal met", "weekly goals met")
{
    /// <inheritdoc/>
    public override long? Most(MetricWindow window) => window switch { MetricWindow.Day or MetricWindow.Week => 3, MetricWindow.Month => 15, _ => null };
}

/// <summary>Recruits who signed up by the member's code.</summary>
public sealed class Recruits() : LinesOf(XpSource.ReferralSignup, "recruits", "Recruits", "recruit", "recruits")
{
    /// <inheritdoc/>
    public override string WaitsFor => "referrals";
}

/// <summary>Trades closed with a result, won or lost.</summary>
public sealed class TradesClosed : CountedMetric
{
    /// <inheritdoc/>
    public override string Code => "trades_closed";

    /// <inheritdoc/>
    public override string Name => "Trades won or lost";

    /// <inheritdoc/>
    public override long Of(XpSource source, long amount) => source is XpSource.TradeWin or XpSource.TradeLoss ? 1 : 0;

    /// <inheritdoc/>
    public override string Words(long value) => Spoken.Number(value, "trade won or lost", "trades won or lost");
}

/// <summary>XP of the sources that are multiplied: trading, daily login, perfect days.</summary>
public sealed class XpEarnedByDoing : CountedMetric
{
    /// <inheritdoc/>
    public override string Code => "xp_earned";

    /// <inheritdoc/>
    public override string Name => "XP from trading and activity";

    /// <inheritdoc/>
    public override long Of(XpSource source, long amount) => XpRules.IsEarned(source) ? amount : 0;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Figure(value)} XP from trading and activity";
}

/// <summary>XP spent in the shop.</summary>
public sealed class XpSpent : CountedMetric
{
    /// <inheritdoc/>
    public override string Code => "xp_spent";

    /// <inheritdoc/>
    public override string Name => "XP spent in the shop";

    /// <inheritdoc/>
    public override long Of(XpSource source, long amount) => source == XpSource.ShopPurchase ? -amount : 0;

    /// <inheritdoc/>
    public override string Words(long value) => $"{Figure(value)} XP spent";
}

/// <summary>How many days a period has at most.</summary>
internal static class DaysIn
{
    public static long? Most(MetricWindow window) => window switch { MetricWindow.Day => 1, MetricWindow.Week => 7, MetricWindow.Month => 31, _ => null };
}
