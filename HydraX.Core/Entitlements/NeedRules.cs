using HydraX.Core.Kernel;
using HydraX.Core.Users.Duties;

namespace HydraX.Core.Entitlements;

/// <summary>Whoever calls a command, page or route.</summary>
/// <param name="UserId">The member, null for a stranger.</param>
/// <param name="Roles">The roles that they hold.</param>
/// <param name="Scopes">The scopes of the API key they came with; null without a key.</param>
/// <param name="HasFactor">Whether they came with a second factor, or by a key, which has roles of staff only while its owner has one: without, staff is a member like any other.</param>
/// <param name="IsProvenLately">Whether they have proved lately who they are.</param>
public sealed record Caller(long? UserId, IReadOnlyCollection<string> Roles, IReadOnlySet<string>? Scopes = null, bool HasFactor = true, bool IsProvenLately = false)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Caller Stranger = new(null, []);

    /// <summary>What they are to us.</summary>
    public Who Who => UserId is null ? Who.Anybody : IsStaff && HasFactor ? Who.Staff : Who.Member;

    /// <summary>Whether they would be staff, had they shown a second factor.</summary>
    public bool LacksSecondFactor => IsStaff && !HasFactor;

    private bool IsStaff => UserId is not null && DutyRules.IsStaff(Roles);

    /// <summary>Whether they have a duty, and may act on it.</summary>
    public bool Has(Duty duty) => Who == Who.Staff && DutyRules.Has(Roles, duty);
}

/// <summary>Whether a declared need is met.</summary>
public static class NeedRules
{
    /// <summary>What is said of a command, page or route that declares nothing.</summary>
    public static readonly AccessAnswer Undeclared = AccessAnswer.No("access.undeclared", "This is closed: it does not say who may use it.");

    /// <summary>What is said to somebody who has not proved lately who they are.</summary>
    public static readonly AccessAnswer Unproven = AccessAnswer.No("access.unproven", "Prove once more that it is you; that is good for ten minutes.");

    private static readonly AccessAnswer NoFactor =
        AccessAnswer.No("access.second-factor", "Staff acts only after signing in with a second factor. Set one up under Settings, Security; you are asked for it from then on.");

    /// <summary>Whether all needs are met; the first that is not gives the answer.</summary>
    /// <param name="needs">What is declared; nothing declared is refused.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="standing">Where the member stands; null for a stranger.</param>
    public static AccessAnswer Meets(IReadOnlyList<Need> needs, Caller caller, Standing? standing)
    {
        if (needs.Count == 0) return Undeclared;
        foreach (var need in needs)
            if (Meets(need, caller, standing) is { IsAllowed: false } refusal) return refusal;
        return AccessAnswer.Yes("Everything required is met.");
    }

    private static AccessAnswer Meets(Need need, Caller caller, Standing? standing)
    {
        if (need.Who == Who.Anybody) return AccessAnswer.Yes("Open to all.");
        if (standing is null) return AccessAnswer.No("access.sign-in", "Sign in first.");
        if (standing.IsSuspended) return AccessRules.Suspended;
        return need switch
        {
            { Who: { } who } => MeetsWho(who, caller),
            { Duty: { } duty } => MeetsDuty(duty, caller),
            { Proven: not null } => caller.IsProvenLately ? AccessAnswer.Yes("You have just proved who you are.") : Unproven,
            { Tier: { } tier } => standing.HasTier(tier),
            { Feature: { } feature } => standing.May(feature),
            _ => MeetsScope(need.Scope!, caller),
        };
    }

    private static AccessAnswer MeetsWho(Who who, Caller caller)
    {
        if (caller.Who >= who) return AccessAnswer.Yes("You are among those who may.");
        return caller.LacksSecondFactor ? NoFactor : AccessAnswer.No("access.staff", "This is for staff.");
    }

    private static AccessAnswer MeetsDuty(Duty duty, Caller caller)
    {
        if (caller.Has(duty)) return AccessAnswer.Yes($"You may {DutyRules.Of(duty).Name}.");
        if (caller.LacksSecondFactor && DutyRules.Has(caller.Roles, duty)) return NoFactor;
        var refusal = DutyRules.Refusal(duty);
        return AccessAnswer.No(refusal.Code, refusal.Sentence);
    }

    private static AccessAnswer MeetsScope(string scope, Caller caller) => caller.Scopes switch
    {
        null => AccessAnswer.No("access.scope", $"This needs an API key with the scope {scope}."),
        var scopes when scopes.Contains(scope) => AccessAnswer.Yes($"The API key has the scope {scope}."),
        _ => AccessAnswer.No("access.scope", $"This API key does not have the scope {scope}."),
    };
}
