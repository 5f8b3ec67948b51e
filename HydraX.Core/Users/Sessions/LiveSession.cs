namespace HydraX.Core.Users.Sessions;

/// <summary>What decides whether a session holds.</summary>
/// <param name="TokenHash">Which.</param>
/// <param name="LastUsedAt">When it was last used.</param>
/// <param name="IdleMinutes">Minutes without use after which it is over.</param>
/// <param name="LastsUntil">When it is over in any case.</param>
/// <param name="ConfirmedAt">When its member last proved who they are.</param>
/// <param name="SecondFactorAt">When a second factor was shown in it.</param>
public sealed record LiveSession(string TokenHash, DateTimeOffset LastUsedAt, int IdleMinutes, DateTimeOffset LastsUntil, DateTimeOffset ConfirmedAt, DateTimeOffset? SecondFactorAt)
{
    /// <summary>When it is over if it is not used before then, exclusive.</summary>
    public DateTimeOffset EndsAt => LastUsedAt.AddMinutes(IdleMinutes) is var idle && idle < LastsUntil ? idle : LastsUntil;

    /// <summary>Whether it holds at an instant.</summary>
    public bool Holds(DateTimeOffset now) => now < EndsAt;

    /// <summary>Whether its member has just proved who they are.</summary>
    public bool IsFresh(DateTimeOffset now) => now < ConfirmedAt + SessionRules.Fresh;

    /// <summary>Whether its last use is worth noting anew.</summary>
    public bool IsToBeNoted(DateTimeOffset now) => now >= LastUsedAt + SessionRules.UseNotedEvery;

    /// <summary>Of a row.</summary>
    public static LiveSession Of(Session s) => new(s.TokenHash, s.LastUsedAt, s.IdleMinutes, s.EndsAt, s.ConfirmedAt, s.SecondFactorAt);
}
