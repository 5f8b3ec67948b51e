using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Risk;

/// <summary>What this slice holds about people.</summary>
internal static class RiskHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<TradingSession>("Your trading days", who => s => s.UserId == who.UserId)
            .Shows(s => new { s.SessionDate, s.Book, s.StartingBalance, s.EndingBalance, s.TradesTaken, s.TradesWon, s.DailyPnl, s.MaxDrawdown, s.RiskMode, s.CooldownActive })
            .Withholds("It is your own number.", s => new { s.SessionId, s.UserId })
            .Kept("Boards and figures rest on them; they hold a number, not a name."),
    ];
}
