using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Progress;
using HydraX.Core.Ranks;
using HydraX.Core.Xp;

namespace HydraX.Core.Screens;

/// <summary>What the home of a signed-in member shows.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Now">Domain time when it was asked.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Standing">Rank and level.</param>
/// <param name="PrestigeLevel">Stars.</param>
/// <param name="Balance">Spendable XP; below zero is a debt.</param>
/// <param name="Streak">Days with activity in a row.</param>
/// <param name="BestStreak">The longest such run.</param>
/// <param name="Freezes">Streak freezes that are left.</param>
/// <param name="IsFrozen">Whether freezes hold the streak now: the member was not here yesterday.</param>
/// <param name="Days">The last days in order, today last, days without XP among them.</param>
/// <param name="InForce">Factors other than 1 on whatever is earned now; an event on a part of it is none of them.</param>
/// <param name="Factor">Their product.</param>
/// <param name="BoostUntil">When the running boost ends; null without one.</param>
/// <param name="Pass">The Press Pass.</param>
/// <param name="Latest">The newest lines of the ledger.</param>
/// <param name="LoginToday">The line of today's daily login; null before it.</param>
/// <param name="Next">The one thing to do next.</param>
/// <param name="LoginWorth">What the daily login is worth now.</param>
/// <param name="Events">Events that run or begin soon, the running ones first.</param>
/// <param name="Terms">The terms that they still have to agree to; null if there are none.</param>
public sealed record HomeView(
    long UserId, string Username, DateTimeOffset Now, TierCode Tier, Standing Standing, int PrestigeLevel, long Balance, int Streak, int BestStreak, int Freezes, bool IsFrozen,
    IReadOnlyList<DayXp> Days, IReadOnlyList<Multiplier> InForce, decimal Factor, DateTimeOffset? BoostUntil, HomePass Pass,
    IReadOnlyList<LedgerLine> Latest, LedgerLine? LoginToday, NextStep Next, long LoginWorth, IReadOnlyList<ShownEvent> Events, OwedTerms? Terms)
{
    /// <summary>Days shown.</summary>
    public const int DaysShown = 14;

    /// <summary>Lines of the ledger shown.</summary>
    public const int LinesShown = 7;

    /// <summary>The code of a frame bought in the shop, worn around the insignia; null for none.</summary>
    public string? Frame { get; init; }

    /// <summary>Whether a star of prestige can be taken now.</summary>
    public bool CanPrestige => PrestigeRules.IsOpen(PrestigeLevel, Standing.TotalXp);

    /// <summary>XP earned on the UTC day.</summary>
    public long EarnedToday => Days[^1].Earned;

    /// <summary>XP earned in the seven days before today.</summary>
    public long LastWeek => Days.SkipLast(1).TakeLast(7).Sum(d => d.Earned);

    /// <summary>XP a day over the last seven whole days, rounded down.</summary>
    public long Pace => LastWeek / 7;
}

/// <summary>The Press Pass in few words.</summary>
/// <param name="Phase">Where the member stands with it.</param>
/// <param name="Refusal">Whether it cannot be activated although it is offered or rests.</param>
/// <param name="LengthDays">How many days it lasts.</param>
/// <param name="Day">Which UTC day of it is today, from 1.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="WipeAt">The next midnight that wipes.</param>
public sealed record HomePass(PassPhase Phase, Problem? Refusal, int LengthDays, int Day, DateTimeOffset? EndsAt, DateTimeOffset? WipeAt);

/// <summary>The one thing to do next.</summary>
public enum NextStep
{
    /// <summary>XP in the account goes tonight: look at what it can do before.</summary>
    UseTonight,

    /// <summary>No Telegram account is linked: messages reach nobody.</summary>
    LinkTelegram,

    /// <summary>The Press Pass has not been tried.</summary>
    TryThePass,

    /// <summary>See who is ahead.</summary>
    SeeBoards,
}

/// <summary>Which step is next. Pure.</summary>
public static class NextStepRules
{
    /// <summary>The first that applies: what is lost otherwise, what is missing, what is new, what is always there.</summary>
    public static NextStep Of(HomePass pass, long balance, bool hasTelegram) =>
        pass.WipeAt is not null && balance > 0 ? NextStep.UseTonight
        : !hasTelegram ? NextStep.LinkTelegram
        : pass is { Phase: PassPhase.Offered, Refusal: null } ? NextStep.TryThePass
        : NextStep.SeeBoards;
}
