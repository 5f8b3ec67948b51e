using HydraX.Core.Data.Holdings;

namespace HydraX.Core.Xp;

/// <summary>What this slice holds about people.</summary>
internal static class XpHoldings
{
    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<XpTransaction>("Your XP, line by line", who => t => t.UserId == who.UserId)
            .Shows(t => new { t.TransactionId, t.CreatedAt, t.UtcDay, t.SourceType, t.SourceId, t.BaseAmount, t.Multipliers, t.Amount, t.TotalXpChange, t.BalanceAfter, t.Description, t.CorrectsId })
            .Withholds("It makes sure that the same thing counts once.", t => new { t.UserId, t.RewardKey })
            .Empties(t => t.Description)
            .Kept("Sums of squads, boards and audit rest on these lines; they keep amounts and codes, without words."),
    ];
}
