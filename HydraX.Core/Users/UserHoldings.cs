using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Users;

/// <summary>What this slice holds about people.</summary>
internal static class UserHoldings
{
    private const string Secret = "It opens something, or is made of what does.";
    private const string Inner = "It holds the row together and says nothing about anybody.";

    /// <summary>All of it, what hangs on something before what it hangs on.</summary>
    public static IEnumerable<Holding> All =>
    [
        .. SigningIn, .. ApiKeys, Account, Profile,
        Holding.Of<ActivityDay>("The days on which you were here", who => d => d.UserId == who.UserId)
            .Shows(d => new { d.Day, d.Kind })
            .Withholds("It is your own number.", d => d.UserId)
            .Deleted(),
        Holding.Of<HeldName>("Names asked for with your address", who => h => h.UserId == who.UserId)
            .Shows(h => new { h.NormalizedName, h.HeldAt })
            .Withholds("It is your own number.", h => h.UserId)
            .Deleted(),
        Holding.OfNobody<ForgivenDay>("Dates that end nobody's streak.", f => new { f.Day, f.Reason, f.MadeByUserId, f.CreatedAt, f.RestoredUpTo, f.RestoredMembers, f.RestoredAt }),
        Holding.OfNobody<Role>("The names of the roles.", r => new { r.Id, r.Name, r.NormalizedName, r.ConcurrencyStamp }),
        Holding.OfNobody<IdentityRoleClaim<long>>("Unused by this program; part of ASP.NET Core Identity.", c => new { c.Id, c.RoleId, c.ClaimType, c.ClaimValue }),
        Holding.Of<Tombstone>("What is remembered of an erased account", _ => _ => false)
            .Withholds("A keyed hash: nobody can read it back, and it belongs to nobody who is here.", t => new { t.TombstoneId, t.Lookup, t.HadPass, t.WasReferred, t.ErasedAt })
            .Kept("It refuses a second Press Pass and a second referral to somebody who was erased, and nothing else.")
            .For(Retention.Tombstones, before => t => t.ErasedAt < before),
    ];

    private static Holding Account => Holding.Of<User>("Your account", who => u => u.Id == who.UserId)
        .Shows(u => new { u.Id, u.UserName, u.EmailConfirmed, u.TelegramId, u.PhoneNumberConfirmed, u.Tier, u.SubscriptionStatus, u.SubscriptionExpiresAt, u.Mt5Connected, u.IsActive, u.SuspendedReason, u.TelegramBlockedAt, u.IsDemo, u.CreatedAt, u.UpdatedAt, u.ErasedAt, u.HeldAt, u.MergedIntoUserId })
        .Reveals(u => u.ProtectedEmail)
        .Reveals(u => u.ProtectedPhone)
        .Withholds(Secret, u => new { u.PasswordHash, u.SecurityStamp, u.ApiKey, u.EmailLookup })
        .Withholds(Inner, u => new { u.NormalizedUserName, u.ConcurrencyStamp, u.AccessFailedCount, u.LockoutEnabled, u.LockoutEnd, u.TwoFactorEnabled })
        .Overwrites(u => u.UserName, who => ErasedName.Of(who.UserId))
        .Overwrites(u => u.NormalizedUserName, who => UsernameRules.Normalize(ErasedName.Of(who.UserId)))
        .Overwrites(u => u.SecurityStamp, _ => UserDirectory.NewStamp())
        // A password that is being set at the same instant finds another row than it had read, and is not written.
        .Overwrites(u => u.ConcurrencyStamp, _ => UserDirectory.NewStamp())
        .Overwrites(u => u.EmailConfirmed, _ => false)
        .Overwrites(u => u.PhoneNumberConfirmed, _ => false)
        .Overwrites(u => u.IsActive, _ => false)
        .Overwrites(u => u.Mt5Connected, _ => false)
        .Overwrites(u => u.TwoFactorEnabled, _ => false)
        .Overwrites(u => u.ErasedAt, who => who.At)
        .Overwrites(u => u.UpdatedAt, who => who.At)
        .Empties(u => u.ProtectedEmail).Empties(u => u.EmailLookup).Empties(u => u.ProtectedPhone).Empties(u => u.TelegramId).Empties(u => u.TelegramBlockedAt)
        .Empties(u => u.PasswordHash).Empties(u => u.ApiKey).Empties(u => u.SuspendedReason).Empties(u => u.HeldAt).Empties(u => u.LockoutEnd)
        .Kept("The row stays as an empty shell with a number, so that entries of XP and money still belong to somebody and add up.");

    private static Holding Profile => Holding.Of<UserProfile>("Your profile and standing", who => p => p.UserId == who.UserId)
        .Shows(p => new { p.Bio, p.Title, p.WornFrame, p.Visibility, p.WeeklySummary, p.TimeZone, p.NextTimeZone, p.NextTimeZoneFrom, p.ReferralCode, p.TotalXp, p.XpBalance, p.CurrentRank, p.PrestigeLevel, p.XpSetAside, p.XpEarnedAt })
        .Shows(p => new { p.TotalTrades, p.WinningTrades, p.TotalProfitUsd, p.LargestWinUsd, p.BestStreak, p.CurrentStreak, p.LastActiveOn, p.StreakFreezes, p.AchievementsData, p.GoalsOf, p.Goals, p.BetaParticipant, p.PressPassActive, p.PressPassShadowStats })
        .Shows(p => new { p.RealTotalXp, p.TotalXpWiped, p.ResetCount, p.LargestWipe, p.LifetimeEarned, p.BoostFactor, p.BoostUntil, p.CreatedAt, p.UpdatedAt })
        .Withholds("It names another member.", p => p.ReferredByUserId)
        .Withholds(Inner, p => new { p.ProfileId, p.UserId, p.XpOfDay, p.XpOfWeek, p.XpOfMonth, p.XpOfSeason, p.TradeXp, p.TradeXpOn, p.WipeSettledUntil, p.WipeUntil, p.WipeSeenAt, p.RankSeen, p.WordsChangedAt, p.StreakHeldOn })
        .Overwrites(p => p.Visibility, _ => Visibility.Hidden)
        .Overwrites(p => p.TimeZone, _ => "UTC")
        .Overwrites(p => p.UpdatedAt, who => who.At)
        .Empties(p => p.Bio).Empties(p => p.Title).Empties(p => p.NextTimeZone).Empties(p => p.NextTimeZoneFrom).Empties(p => p.WordsChangedAt).Empties(p => p.ReferralCode).Empties(p => p.ReferredByUserId)
        .Kept("Figures without a name: sums, squads and frozen boards rest on them.");

    private static IEnumerable<Holding> SigningIn =>
    [
        Holding.Of<Session>("Where you were signed in", who => s => s.UserId == who.UserId)
            .Shows(s => new { s.Method, s.Device, s.Place, s.CreatedAt, s.LastUsedAt, s.EndsAt, s.ConfirmedAt, s.SecondFactorAt, s.EndedAt, s.EndReason })
            .Withholds(Secret, s => s.TokenHash)
            .Withholds(Inner, s => new { s.SessionId, s.UserId, s.IdleMinutes })
            .Deleted()
            .For(Retention.Sessions, before => s => s.EndedAt < before || s.EndsAt < before),
        Holding.Of<Authenticator>("Your authenticator app", who => a => a.UserId == who.UserId)
            .Shows(a => new { a.CreatedAt, a.ConfirmedAt })
            .Withholds(Secret, a => a.ProtectedSecret)
            .Withholds(Inner, a => new { a.UserId, a.Failures, a.LastStep, a.RestsUntil })
            .Deleted(),
        Holding.Of<RecoveryCode>("Your codes on paper", who => c => c.UserId == who.UserId)
            .Shows(c => new { c.CreatedAt, c.UsedAt })
            .Withholds(Secret, c => c.CodeHash)
            .Withholds(Inner, c => new { c.RecoveryCodeId, c.UserId })
            .Deleted(),
        Holding.Of<IdentityUserPasskey<long>>("Your passkeys", who => k => k.UserId == who.UserId)
            .Makes("name", k => k.Data.Name)
            .Makes("created_at", k => k.Data.CreatedAt)
            .Makes("is_backed_up", k => k.Data.IsBackedUp)
            .Withholds(Inner, k => new { k.CredentialId, k.UserId })
            .Deleted(),
        Holding.Of<AccountChange>("Changes of how you sign in", who => c => c.UserId == who.UserId)
            .Shows(c => new { c.Kind, c.State, c.NewTelegramId, c.OldTelegramId, c.AskedAt, c.ExpiresAt, c.EffectiveAt, c.EndedAt })
            .Reveals(c => c.ProtectedEmail)
            .Withholds(Secret, c => c.TokenHash)
            .Withholds(Inner, c => new { c.ChangeId, c.UserId })
            .Deleted()
            .For(Retention.AccountChanges, before => c => c.EndedAt < before || (c.State == ChangeState.Asked && c.ExpiresAt < before)),
        Holding.Of<LinkToken>("One-time links", who => t => t.UserId == who.UserId)
            .Shows(t => new { t.Purpose, t.CreatedAt, t.ExpiresAt, t.UsedAt })
            .Withholds(Secret, t => t.TokenHash)
            .Withholds(Inner, t => new { t.TokenId, t.UserId })
            .Deleted()
            .For(Retention.Links, before => t => t.ExpiresAt < before),
        Holding.Of<IdentityUserRole<long>>("Your roles", who => r => r.UserId == who.UserId)
            .Shows(r => r.RoleId).Withholds(Inner, r => r.UserId).Deleted(),
        Holding.Of<IdentityUserLogin<long>>("Accounts elsewhere that sign you in", who => l => l.UserId == who.UserId)
            .Shows(l => new { l.LoginProvider, l.ProviderDisplayName, l.ProviderKey }).Withholds(Inner, l => l.UserId).Deleted(),
        Holding.Of<IdentityUserClaim<long>>("Marks of your account", who => c => c.UserId == who.UserId)
            .Shows(c => new { c.ClaimType, c.ClaimValue }).Withholds(Inner, c => new { c.Id, c.UserId }).Deleted(),
        Holding.Of<IdentityUserToken<long>>("Marks of ASP.NET Core Identity", who => t => t.UserId == who.UserId)
            .Shows(t => new { t.LoginProvider, t.Name }).Withholds(Secret, t => t.Value).Withholds(Inner, t => t.UserId).Deleted(),
    ];

    private static IEnumerable<Holding> ApiKeys =>
    [
        Holding.Of<IdempotentRequest>("Answers to your API requests", (db, who) => r => db.ApiKeys.Any(k => k.ApiKeyId == r.ApiKeyId && k.UserId == who.UserId))
            .Shows(r => new { r.Route, r.Status, r.CreatedAt })
            .Withholds(Inner, r => new { r.RequestId, r.ApiKeyId, r.IdempotencyKey, r.AskedHash, r.LeasedUntil, r.ContentType, r.Answer })
            .Deleted()
            .ForDays((int)IdempotentRequests.Kept.TotalDays),
        Holding.Of<ApiKey>("Your API keys", who => k => k.UserId == who.UserId)
            .Shows(k => new { k.Name, k.PublicId, k.Scopes, k.Addresses, k.CreatedAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt })
            .Withholds(Secret, k => k.SecretHash)
            .Withholds(Inner, k => new { k.ApiKeyId, k.UserId, k.MadeByUserId, k.ReplacesApiKeyId })
            .Deleted(),
    ];
}
