using HydraX.Core.Abuse;
using HydraX.Core.Achievements;
using HydraX.Core.Audit;
using HydraX.Core.Billing;
using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Mentoring;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Protection;
using HydraX.Core.Risk;
using HydraX.Core.Squads;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Privacy;

/// <summary>
/// A member who has left something in every table that holds anything of anybody, and in every column that erasure overwrites: so that what a new slice forgets to erase is
/// found. Their name is Quicksilver, Aunt Mary stands in whatever was written about them, and they come from 203.0.113.9.
/// </summary>
internal static class BusyMember
{
    public static readonly string[] Words = ["Quicksilver", "quicksilver", "QUICKSILVER", "Aunt Mary", "990077", "203.0.113."];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<long> Make(TestCore core)
    {
        var user = (await core.Get<Core.Lifecycle.Arrivals>().FromTelegram(new(990_077, "Quicksilver", "Quicksilver Mary"))).UserId;
        var actor = new Actor(user, "Quicksilver", Origin.Web, "203.0.113.9");
        var staff = await core.Staff(Roles.Admin) with { Address = null };
        await Plays(core, user, actor, staff);
        await SignsIn(core, user, actor);
        await IsLookedAt(core, user, actor, staff);
        await core.Data.Run(work => OfSlicesToCome(work, user, staff.UserId!.Value), Stop);
        await core.Data.Run(work => InEveryColumn(work, user, staff.UserId!.Value), Stop);
        return user;
    }

    /// <summary>What of the declared tables and overwritten columns holds nothing of the member: where nothing is, nothing can be found that was left.</summary>
    public static async Task<IReadOnlyList<string>> Lacks(TestCore core, long user)
    {
        await using var db = core.Database.Open();
        var subject = new DataSubject(user, (await core.User(user)).TelegramId, core.Time.Now, []);
        var lacks = new List<string>();
        // A tombstone is nobody's: it is made by the erasure.
        foreach (var holding in core.Get<IEnumerable<Holding>>().Where(h => h.AtErasure != AtErasure.NotPersonal && h.Row != typeof(Tombstone)))
        {
            var rows = new List<object>();
            await foreach (var row in holding.Rows(db, subject)) rows.Add(row);
            if (rows.Count == 0) lacks.Add($"{holding.Row.Name} has no row: give {nameof(BusyMember)} one.");
            else lacks.AddRange(holding.Overwritten.Where(name => !rows.Exists(row => IsFilled(row, name))).Select(name => $"{holding.Row.Name}.{name} is empty: let {nameof(BusyMember)} fill it."));
        }
        return lacks;
    }

    // What erasure is the first to write is empty before it.
    private static bool IsFilled(object row, string name) => name == nameof(User.ErasedAt) || row.GetType().GetProperty(name)!.GetValue(row) is not (null or "" or "{}" or false);

    private static async Task Plays(TestCore core, long user, Actor actor, Actor staff)
    {
        await core.Get<Activity>().Note(user, Stop);
        await core.Give(user, 50_000);
        Assert.True((await core.Passes.Activate(user)).Succeeded);
        await core.Get<ProfileSettings>().Describe(user, "Ask Aunt Mary");
        Assert.True((await core.Progression.Buy(user, "steady_hand", "one")).Succeeded);
        var purchase = await core.Data.Read(db => db.ShopPurchases.Where(p => p.UserId == user).Select(p => p.PurchaseId).SingleAsync(Stop), Stop);
        Assert.True((await core.Progression.Refund(purchase, "Aunt Mary wants none", staff, Stop)).Succeeded);
        Assert.True((await core.Get<ConsentBook>().Say(actor, ConsentPurpose.Terms, true, 1, Stop)).Succeeded);
        await core.Get<Inbox>().Receive(new("telegram", "1", 990_077, """{"message":{"from":{"first_name":"Aunt Mary"}}}""", 990_077), Stop);
        await core.Get<Inbox>().Receive(new("telegram", "2", -100_500, """{"message":{"chat":{"id":-100500},"from":{"id":990077,"first_name":"Aunt Mary"},"text":"/leaderboard"}}""", 990_077), Stop);
    }

    private static async Task SignsIn(TestCore core, long user, Actor actor)
    {
        var changes = core.Get<AccountChanges>();
        Assert.True((await changes.ConfirmEmail((await changes.AskEmail(user, "quicksilver@example.org")).Value.Token)).Succeeded);
        Assert.Equal("users.email-taken", (await core.Get<Core.Lifecycle.Arrivals>().FromWeb(new("quicksilver_too", "quicksilver@example.org", "hash"), Stop)).Problem?.Code);
        await core.Get<PhoneNumbers>().Prove(actor with { Origin = Origin.Bot }, "436609900771");
        await core.Get<AccountLinks>().WebSignInCode(user, Stop);
        var key = (await core.Get<ApiKeys>().Make(new(user, "Aunt Mary's terminal", ["read"], null, "203.0.113.9"), actor, Stop)).Value;
        await core.Get<AbuseWatch>().See(new KeyUsed(key.ApiKeyId, key.Key.PublicId, user, "203.0.113.9"), Stop);
        await core.Get<AbuseWatch>().See(new MemberSeen(user, "203.0.113.9", "Firefox", null, IsEntry: true), Stop);
        await core.Data.Run(work =>
        {
            work.Db.Add(new IdempotentRequest { ApiKeyId = key.ApiKeyId, Route = "POST /api/v1/xp/awards", IdempotencyKey = "one", AskedHash = "hash", CreatedAt = work.At, LeasedUntil = work.At, Status = 200, Answer = """{"username":"Quicksilver","email":"quicksilver@example.org"}""" });
            work.Db.Add(new Authenticator { UserId = user, ProtectedSecret = core.Get<Protector>().Protect(UserSecrets.Authenticator, "Aunt Mary's app")!, CreatedAt = work.At, ConfirmedAt = work.At });
            work.Db.Add(new RecoveryCode { UserId = user, CodeHash = "a hash", CreatedAt = work.At });
            work.Db.Add(new IdentityUserPasskey<long> { UserId = user, CredentialId = [9, 9], Data = new() { PublicKey = [1], Name = "Aunt Mary's telephone", CreatedAt = work.At, AttestationObject = [1], ClientDataJson = [1] } });
            work.Db.Add(new IdentityUserLogin<long> { UserId = user, LoginProvider = "elsewhere", ProviderKey = "990077", ProviderDisplayName = "Quicksilver" });
            work.Db.Add(new IdentityUserClaim<long> { UserId = user, ClaimType = "called", ClaimValue = "Quicksilver" });
            work.Db.Add(new IdentityUserToken<long> { UserId = user, LoginProvider = "elsewhere", Name = "one", Value = "Quicksilver" });
            return Task.CompletedTask;
        }, Stop);
        await core.SignIn(user);
        Assert.True((await core.Get<Exports>().Ask(actor, Stop)).Succeeded);
        Assert.True(await core.Get<Exports>().MakeNext(Stop));
    }

    private static async Task IsLookedAt(TestCore core, long user, Actor actor, Actor staff)
    {
        await core.Get<Suspensions>().Suspend(user, "Aunt Mary called", staff);
        await core.Get<Suspensions>().Reinstate(user, "Aunt Mary called again", staff);
        await core.Data.Run(work => core.Get<ReviewBook>().Note(work, new(ReviewRule.SuddenXp, Finding.Member(user), user, new() { Times = 1, Networks = ["203.0.113.0/24"] })), Stop);
        var item = await core.Data.Read(db => db.ReviewItems.Select(i => i.ReviewItemId).SingleAsync(Stop), Stop);
        Assert.True((await core.Get<ReviewDesk>().Hold(item, "Aunt Mary has a farm", staff)).Succeeded);
        Assert.True((await core.Get<ReviewDesk>().Release(item, "Aunt Mary has none", staff)).Succeeded);
        Assert.True((await core.Get<Core.Admin.Support.SupportGrants>().Take(user, "Aunt Mary does not find her XP", staff, Stop)).Succeeded);
        // One that was stopped, so that another can be asked for.
        Assert.True((await core.Get<Erasures>().Ask(actor, Stop)).Succeeded);
        Assert.True((await core.Get<Erasures>().Stop(actor, Stop)).Succeeded);
    }

    // No operation of today writes these.
    private static async Task OfSlicesToCome(Work work, long user, long other)
    {
        var (squad, achievement) = (new Squad { Name = "Herons", LeaderId = user, CreatedAt = work.At }, new Achievement { Code = "first_shot", Name = "First shot", CreatedAt = work.At });
        var (week, board) = (DateOnly.FromDateTime(work.At.UtcDateTime), new FrozenBoard { PeriodStart = DateOnly.FromDateTime(work.At.UtcDateTime), FrozenAt = work.At });
        work.Db.AddRange(squad, achievement, board, new LeagueWeek { WeekStart = week }, new LeagueMember { UserId = user });
        await work.Save();
        work.Db.AddRange(
            new SquadMember { SquadId = squad.SquadId, UserId = user, JoinedAt = work.At },
            new UserAchievement { AchievementId = achievement.AchievementId, UserId = user, EarnedAt = work.At },
            new AchievementRevision { Number = 99, AchievementId = achievement.AchievementId, SavedAt = work.At, SavedByUserId = user, Why = "of one who was staff once" },
            new BackwardGrant { AchievementId = achievement.AchievementId, StartedAt = work.At, StartedByUserId = user, Why = "of one who was staff once" },
            new BoardResult { FrozenBoardId = board.FrozenBoardId, Position = 1, Place = 1, UserId = user, Score = 5, ReachedAt = work.At },
            new LeaguePlace { WeekStart = week, UserId = user, GroupNo = 1 },
            new Core.Admin.Bulk.BulkOperation { Amount = 5, Reason = "of one who was staff once", RequestKey = "one", StartedAt = work.At, StartedByUserId = user },
            new Mentorship { MentorId = other, StudentId = user, StartedAt = work.At },
            new TradingSession { UserId = user, SessionDate = DateOnly.FromDateTime(work.At.UtcDateTime) },
            new Subscription { UserId = user, Tier = TierCode.Fang, NextBillingDate = work.At, CreatedAt = work.At },
            new LimitAdjustment { UserId = user, Limit = Limits.DailyShots, Delta = 1, StartsAt = work.At, Reason = "Aunt Mary asked", SourceKey = "one" },
            new Permit { UserId = user, Kind = PermitKind.SquadRadar, StartsAt = work.At, Until = work.At, Reason = "Aunt Mary asked", SourceKey = "one" },
            new PolicyText { Purpose = ConsentPurpose.Analytics, Version = 2, Title = "Figures", Body = "Of one who was staff once.", Digest = "digest", PublishedAt = work.At, PublishedByUserId = user, Why = "clearer" },
            new Core.Xp.Events.XpEvent { Name = "Winter run", StartsAt = work.At.AddDays(1), EndsAt = work.At.AddDays(2), Factor = 2m, MadeByUserId = user, CreatedAt = work.At },
            new Core.Xp.Seasons.Season { Name = "Winter", StartsOn = new(2030, 1, 1), EndsOn = new(2030, 2, 1), MadeByUserId = user, CreatedAt = work.At },
            new TierRevision { Number = 99, SavedAt = work.At, SavedByUserId = user, Why = "of one who was staff once" });
        await work.Save();
    }

    // What a life leaves in the two rows of a person, whatever state it is in at the end.
    private static async Task InEveryColumn(Work work, long user, long other)
    {
        var now = work.At;
        await work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, "a hash").SetProperty(x => x.ApiKey, "hx_990077").SetProperty(x => x.SuspendedReason, "Aunt Mary called")
            .SetProperty(x => x.HeldAt, now).SetProperty(x => x.LockoutEnd, now).SetProperty(x => x.TelegramBlockedAt, now).SetProperty(x => x.TwoFactorEnabled, true).SetProperty(x => x.Mt5Connected, true), Stop);
        await work.Db.Profiles.Where(p => p.UserId == user).ExecuteUpdateAsync(p => p.SetProperty(x => x.Title, "Aunt Mary's").SetProperty(x => x.NextTimeZone, "Europe/Vienna").SetProperty(x => x.NextTimeZoneFrom, now)
            .SetProperty(x => x.WordsChangedAt, now).SetProperty(x => x.ReferredByUserId, other), Stop);
    }
}
