using HydraX.Core.Data.Holdings;

namespace HydraX.Core.PressPass;

/// <summary>What this slice holds about people.</summary>
internal static class PressPassHoldings
{
    private const string Inner = "It holds the row together and says nothing about anybody.";

    /// <summary>All of it.</summary>
    public static IEnumerable<Holding> All =>
    [
        Holding.Of<PassSpell>("When your Press Passes ran", who => s => s.UserId == who.UserId)
            .Shows(s => new { s.SpellNo, s.StartsAt, s.EndsAt })
            .Withholds(Inner, s => new { s.SpellId, s.PassId, s.UserId })
            .Kept("The ledger's wipes refer to them."),
        Holding.Of<Pass>("Your Press Passes", who => p => p.UserId == who.UserId)
            .Shows(p => new { p.GrantNo, p.LengthDays, p.ActivatedAt, p.EndsAt, p.EndedAt, p.EndReason })
            .Withholds("It names who of the staff granted it.", p => p.GrantedBy)
            .Withholds(Inner, p => new { p.PassId, p.UserId })
            .Kept("The ledger's wipes refer to them."),
    ];
}
