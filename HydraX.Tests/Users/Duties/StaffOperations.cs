using HydraX.Core.Abuse;
using HydraX.Core.Abuse.Names;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Bulk;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Admin.Shelf;
using HydraX.Core.Admin.Support;
using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Tiers;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Duties;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Xp;
using HydraX.Core.Xp.Events;
using HydraX.Core.Xp.Seasons;
using HydraX.Tests.Abuse;
using HydraX.Tests.Support;
using HydraX.Tests.Xp.Events;
using HydraX.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HydraX.Tests.Users.Duties;

/// <summary>An operation of staff.</summary>
/// <param name="Method">The method: <c>Suspensions.Suspend</c>.</param>
/// <param name="Roles">The roles beside Admin that may do it.</param>
/// <param name="Arrange">What must be there before it; returns to whom or to what it is done. What it does itself is no act of who acts.</param>
/// <param name="Act">Does it.</param>
/// <param name="Refusal">The code of the refusal of whoever may not.</param>
internal sealed record StaffOperation(string Method, string[] Roles, Func<TestCore, Actor, Task<long>> Arrange, Func<TestCore, long, Actor, Task<Problem?>> Act, string Refusal = "access.duty")
{
    public override string ToString() => Method;
}

/// <summary>The one table of what staff does, and of the methods that take an actor and are nobody's duty.</summary>
internal static class StaffOperations
{
    public static IReadOnlyList<StaffOperation> All { get; } =
    [
        new("Suspensions.Suspend", [Roles.Moderator], Member, async (core, user, by) => (await core.Get<Suspensions>().Suspend(user, "Spam", by)).Problem),
        new("Suspensions.Reinstate", [Roles.Moderator], async (core, _) =>
        {
            var user = await core.Member();
            await core.Get<Suspensions>().Suspend(user, "Spam", Actor.Job);
            return user;
        }, async (core, user, by) => (await core.Get<Suspensions>().Reinstate(user, "Settled", by)).Problem),
        new("MemberOperations.EndSessions", [Roles.Moderator, Roles.Support], Member, async (core, user, by) => (await core.Get<MemberOperations>().EndSessions(user, "Asked", by)).Problem),
        new("MemberOperations.ResetFactors", [Roles.Support], async (core, _) =>
        {
            var (user, factors) = (await core.Member(), core.Get<SecondFactors>());
            await factors.Confirm(new(user, "member", Origin.Web), FactorRules.CodeAt((await factors.Offer(user)).Value.Secret, core.Time.GetUtcNow()));
            return user;
        }, async (core, user, by) => (await core.Get<MemberOperations>().ResetFactors(user, "Lost", by)).Problem),
        new("MemberOperations.GrantPass", [Roles.Support], async (core, _) =>
        {
            var user = await core.MemberOnPass();
            await core.Passes.Deactivate(user);
            return user;
        }, async (core, user, by) => (await core.Get<MemberOperations>().GrantPass(user, 30, "Outage", by)).Problem),
        new("MemberOperations.GrantXp", [], Member, async (core, user, by) => (await core.Get<MemberOperations>().GrantXp(user, 5, "Beta", Guid.NewGuid().ToString("N"), by)).Problem),
        new("MemberOperations.CorrectXp", [], async (core, _) => (await core.Give(await core.Member(), 50)).TransactionId,
            async (core, line, by) => (await core.Get<MemberOperations>().CorrectXp(line, "Wrong", by)).Problem),
        new("MemberOperations.GiveRole", [], Member, async (core, user, by) => (await core.Get<MemberOperations>().GiveRole(user, Roles.Support, "Helps", by)).Problem),
        new("MemberOperations.TakeRole", [], async (core, _) => (await core.Staff(Roles.Support)).UserId!.Value,
            async (core, user, by) => (await core.Get<MemberOperations>().TakeRole(user, Roles.Support, "Left", by)).Problem),
        new("Exports.AskFor", [], async (core, _) =>
        {
            var user = await core.Member();
            await core.Get<Suspensions>().Suspend(user, "Spam", Actor.Job);
            return user;
        }, async (core, user, by) => (await core.Get<Exports>().AskFor(user, "By letter", by)).Problem),
        new("MemberOperations.MarkBeta", [], Member, async (core, user, by) => (await core.Get<MemberOperations>().MarkBeta(user, true, "Took part", by)).Problem),
        new("AchievementOperations.Save", [], Member, async (core, user, by) => (await core.Get<AchievementOperations>().Save(Draft(user), null, "New", by)).Problem),
        new("AchievementOperations.GrantBackwards", [], async (core, by) =>
        {
            var user = await core.Member();
            Assert.True((await core.Data.Run(work => core.Get<AchievementBook>().Save(work, Draft(user), null, null, "New"))).Succeeded);
            return user;
        }, async (core, user, by) => (await core.Get<AchievementOperations>().GrantBackwards(Draft(user).Code, "For all", by)).Problem),
        new("AchievementOperations.StopGrant", [], async (core, _) =>
        {
            var user = await core.Member();
            Assert.True((await core.Data.Run(work => core.Get<AchievementBook>().Save(work, Draft(user), null, null, "New"))).Succeeded);
            return await core.Data.Run(async work =>
            {
                var id = await work.Db.Achievements.Where(a => a.Code == Draft(user).Code).Select(a => a.AchievementId).SingleAsync();
                var grant = work.Db.Add(new BackwardGrant { AchievementId = id, StartedAt = work.At, Why = "For all" }).Entity;
                await work.Save();
                return grant.BackwardGrantId;
            });
        }, async (core, grant, by) => (await core.Get<AchievementOperations>().StopGrant(grant, "Too many", by)).Problem),
        new("BulkOperations.Start", [], Member, async (core, user, by) => (await core.Get<BulkOperations>().Start(new(BulkKind.Award, 5, Names: (await core.User(user)).UserName), "For all", Guid.NewGuid().ToString("N"), by)).Problem),
        new("BulkOperations.Undo", [], async (core, _) => await core.Data.Run(async work =>
        {
            var bulk = work.Db.Add(new BulkOperation { Amount = 5, Reason = "For all", RequestKey = Guid.NewGuid().ToString("N"), StartedAt = work.At, State = BulkState.Done }).Entity;
            await work.Save();
            return bulk.BulkOperationId;
        }), async (core, bulk, by) => (await core.Get<BulkOperations>().Undo(bulk, "By mistake", by)).Problem),
        new("MemberOperations.Recount", [], async (core, _) =>
        {
            var user = await core.Member();
            await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1));
            await core.Data.Run(work => work.Db.MemberMetrics.Where(m => m.UserId == user).ExecuteUpdateAsync(m => m.SetProperty(x => x.Total, 9)));
            return user;
        }, async (core, user, by) => (await core.Get<MemberOperations>().Recount(user, "A doubt", by)).Problem),
        new("ReviewOperations.Reverse", [], async (core, _) =>
        {
            var user = await core.Member();
            await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1));
            return await FoundLinesTests.Item(core, user);
        }, async (core, item, by) => (await core.Get<ReviewOperations>().Reverse(item, [.. (await core.Get<ReviewQuestions>().Lines(item)).Lines.Select(line => line.TransactionId)], "Made up", by)).Problem),
        // One day for each of them.
        new("Outages.Forgive", [], Member, async (core, user, by) => (await core.Get<Outages>().Forgive(core.Clock.Today.Date.AddDays(-(int)(user % 50)), "Power", by)).Problem),
        new("ShelfOperations.Add", [], Nothing, async (core, _, by) => (await core.Get<ShelfOperations>().Add($"thing_{by.UserId ?? 0}", Thing, "Asked for", by)).Problem),
        new("ShelfOperations.Edit", [], Shelved, async (core, item, by) =>
        {
            var line = (await core.Get<ShelfQuestions>().All()).Single(l => l.ItemId == item);
            return (await core.Get<ShelfOperations>().Edit(item, line.Item with { Price = line.Item.Price + 1 }, line.Seen, "Dearer", by)).Problem;
        }),
        new("ShelfOperations.Retire", [], Shelved, async (core, item, by) => (await core.Get<ShelfOperations>().Retire(item, "Nobody wants it", by)).Problem),
        new("ShelfOperations.BringBack", [], async (core, by) =>
        {
            var item = await Shelved(core, by);
            Assert.True((await core.Get<ShelfOperations>().Retire(item, "Nobody wants it", Actor.Job)).Succeeded);
            return item;
        }, async (core, item, by) => (await core.Get<ShelfOperations>().BringBack(item, "They do", by)).Problem),
        // One week for each of them.
        new("XpEvents.Plan", [], Member, async (core, user, by) => (await core.Get<XpEvents>().Plan(CalendarTests.InWeek(core, user), "Winter", by)).Problem),
        new("XpEvents.Change", [], Event, async (core, id, by) => (await core.Get<XpEvents>().Change(id, (await CalendarTests.Row(core, id)).Revision, CalendarTests.InWeek(core, id + 600) with { Factor = 3m }, "Winter", by)).Problem),
        new("XpEvents.Withdraw", [], Event, async (core, id, by) => (await core.Get<XpEvents>().Withdraw(id, "No winter", by)).Problem),
        new("XpEvents.EndEarly", [], async (core, by) =>
        {
            var id = await Event(core, by);
            await CalendarTests.Begin(core, id);
            return id;
        }, async (core, id, by) => (await core.Get<XpEvents>().EndEarly(id, "Enough", by)).Problem),
        new("SeasonDesk.Plan", [], NoSeason, async (core, _, by) => (await core.Get<SeasonDesk>().Plan(CalendarTests.NextSeason(core), "Winter", by)).Problem),
        new("SeasonDesk.Change", [], Season, async (core, id, by) => (await core.Get<SeasonDesk>().Change(id, (await CalendarTests.SeasonRow(core, id)).Revision, CalendarTests.NextSeason(core) with { Name = "Spring" }, "Winter", by)).Problem),
        new("SeasonDesk.Withdraw", [], Season, async (core, id, by) => (await core.Get<SeasonDesk>().Withdraw(id, "No winter", by)).Problem),
        new("SeasonDesk.EndOn", [], async (core, by) =>
        {
            var id = await Season(core, by);
            await CalendarTests.BeginSeason(core, id);
            return id;
        }, async (core, id, by) => (await core.Get<SeasonDesk>().EndOn(id, (await CalendarTests.SeasonRow(core, id)).Revision, core.Clock.Today.Date.AddDays(3), "Enough", by)).Problem),
        new("Progression.Refund", [Roles.Finance], async (core, _) =>
        {
            var user = await core.Member();
            await core.Give(user, 5_000);
            Assert.True((await core.Progression.Buy(user, "steady_hand", $"{user}")).Succeeded);
            return await core.Data.Read(db => db.ShopPurchases.Where(p => p.UserId == user).Select(p => p.PurchaseId).SingleAsync());
        }, async (core, purchase, by) => (await core.Progression.Refund(purchase, "Asked", by)).Problem),
        new("TierOperations.Save", [], Nothing, async (core, _, by) => await SaveTiers(core, by)),
        new("TierOperations.Return", [], async (core, _) => await SaveTiers(core, Actor.Start) is null ? 1 : 0,
            async (core, number, by) => (await core.Get<TierOperations>().Return((int)number, core.Get<TierCatalog>().InForce.Number, PriceApplies.FromNextRenewal, by)).Problem),
        new("DeliveryOperations.ResendOne", [], DeadLetter, async (core, id, by) => (await core.Get<DeliveryOperations>().ResendOne(id, "Back", by)).Problem),
        new("DeliveryOperations.ResendAll", [], DeadLetter, async (core, _, by) => (await core.Get<DeliveryOperations>().ResendAll("Back", by)).Problem),
        new("DeliveryOperations.RehandleOne", [], DeadUpdate, async (core, id, by) => (await core.Get<DeliveryOperations>().RehandleOne(id, "Back", by)).Problem),
        new("DeliveryOperations.RehandleAll", [], DeadUpdate, async (core, _, by) => (await core.Get<DeliveryOperations>().RehandleAll("Back", by)).Problem),
        new("ProtectionOperations.ReplaceKey", [], Nothing, async (core, _, by) => (await core.Get<ProtectionOperations>().ReplaceKey("Yearly", by)).Problem),
        new("DemoContent.Remove", [], async (core, _) =>
        {
            await core.Data.Run(async work =>
            {
                await work.Scalar(work.Dialect.InsertOrNothing("demo_content", "id, made_at", "@p0, @p1", "id", "id = @p0", "id"), 1, work.Dialect.Instant(work.At));
                await work.Execute("UPDATE demo_content SET removed_at = NULL");
            });
            return 1;
        }, async (core, _, by) => (await core.Get<DemoContent>().Remove("We open", by)).Problem),
        new("ReviewDesk.Hold", [Roles.Moderator], Item, async (core, item, by) => (await core.Get<ReviewDesk>().Hold(item, "A farm", by)).Problem),
        new("ReviewDesk.Release", [Roles.Moderator], Item, async (core, item, by) => (await core.Get<ReviewDesk>().Release(item, "A family", by)).Problem),
        new("ReviewDesk.Suspend", [Roles.Moderator], Item, async (core, item, by) => (await core.Get<ReviewDesk>().Suspend(item, "A farm", by)).Problem),
        new("ReviewDesk.HoldNamed", [Roles.Moderator], Item, async (core, item, by) => (await core.Get<ReviewDesk>().HoldNamed(item, await Named(core, item), "A farm", by)).Problem),
        new("ReviewDesk.SuspendNamed", [Roles.Moderator], Item, async (core, item, by) => (await core.Get<ReviewDesk>().SuspendNamed(item, await Named(core, item), "A farm", by)).Problem),
        new("NameDesk.LookedAt", [Roles.Moderator], Member, async (core, user, by) =>
            (await core.Get<NameDesk>().LookedAt([.. (await core.Get<NameDesk>().Page(null, 1_000)).Lines.Where(line => line.UserId == user)], by)).Problem),
        new("NameDesk.ReplaceName", [Roles.Moderator], Member, async (core, user, by) => (await core.Get<NameDesk>().ReplaceName(user, "Rude", by)).Problem),
        new("NameDesk.ClearBio", [Roles.Moderator], async (core, _) =>
        {
            var user = await core.Member();
            await core.Get<ProfileSettings>().Describe(user, "Rude words");
            return user;
        }, async (core, user, by) => (await core.Get<NameDesk>().ClearBio(user, "Rude", by)).Problem),
        new("SupportGrants.Take", [Roles.Support], Member, async (core, user, by) => (await core.Get<SupportGrants>().Take(user, "Asked about their passes", by)).Problem),
        new("SupportGrants.Use", [Roles.Support], Granted, async (core, user, by) => (await core.Get<SupportGrants>().Use(user, by)).Problem),
        new("LookQuestions.Of", [Roles.Support], Granted, async (core, user, by) => (await core.Get<LookQuestions>().Of(user, by)).Problem),
        // That of somebody else of the staff.
        new("SupportGrants.End", [], async (core, _) =>
        {
            var user = await Granted(core, await core.Staff(Roles.Support));
            return (await core.Get<SupportGrants>().Of(user))[0].SupportGrantId;
        }, async (core, grant, by) => (await core.Get<SupportGrants>().End(grant, by)).Problem),
        new("Erasures.AskFor", [], Member, async (core, user, by) => (await core.Get<Erasures>().AskFor(user, "By letter", by)).Problem),
        new("ConsentBook.Publish", [], Nothing, async (core, _, by) =>
        {
            var version = (await core.Get<ConsentBook>().Text(ConsentPurpose.Terms, null))!.Version;
            return (await core.Get<ConsentBook>().Publish(ConsentPurpose.Terms, version, "Terms", $"Words that come after version {version}, long enough.", "The law", by)).Problem;
        }),
        new("AuditOperations.Export", [], Nothing, async (core, _, by) => (await core.Get<AuditOperations>().Export(new(), by)).Problem),
        // Of somebody else: with one's own it is nobody's duty.
        new("ApiKeys.Make", [], async (core, by) =>
        {
            await Guarded(core, by);
            return await core.Member();
        }, async (core, user, by) => (await core.Get<ApiKeys>().Make(new(user, "theirs", ["read"], Why: "Asked"), by)).Problem, "keys.not-yours"),
        new("ApiKeys.Replace", [], async (core, by) =>
        {
            await Guarded(core, by);
            return await Key(core, by);
        }, async (core, key, by) => (await core.Get<ApiKeys>().Replace(key, TimeSpan.Zero, by, "It leaked")).Problem, "keys.unknown"),
        new("ApiKeys.Revoke", [], Key, async (core, key, by) => (await core.Get<ApiKeys>().Revoke(key, by, "It leaked")).Problem, "keys.unknown"),
        new("JobDesk.RunNow", [], Nothing, async (core, _, by) => (await Desk(core).RunNow(XpVerification.Job, "A doubt", by, CancellationToken.None)).Problem),
        new("JobDesk.Run", [], Nothing, async (core, _, by) => (await Desk(core).Run(AuditVerification.Job, _ => Task.FromResult("done"), Duty.KeepAudit, "A doubt", by, CancellationToken.None)).Problem),
        new("Rehearsal.MoveTo", [], Nothing, async (core, _, by) => await MoveClock(core, by)),
    ];

    private const string Own = "a member's own act: what it is done to is theirs, by their number", Within = "part of an operation, which has asked", Asks = "it is what asks, or what records";

    /// <summary>Methods that take an actor and ask for no duty, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NobodysDuty { get; } = new Dictionary<string, string>
    {
        ["PassChanges.Activate"] = Own,
        ["PassChanges.Deactivate"] = Own,
        ["ProfileSettings.SignOutEverywhere"] = Own,
        ["SessionBook.EndOthers"] = Own,
        ["SecondFactors.Confirm"] = Own,
        ["SecondFactors.Remove"] = Own,
        ["SecondFactors.NewCodes"] = Own,
        ["SecondFactors.AddPasskey"] = Own,
        ["SecondFactors.RemovePasskey"] = Own,
        ["AccountChanges.Stop"] = Own,
        ["PhoneNumbers.Prove"] = Own,
        ["PhoneNumbers.Remove"] = Own,
        ["Exports.Ask"] = Own,
        ["Exports.Take"] = Own,
        ["Erasures.Ask"] = Own,
        ["Erasures.Stop"] = Own,
        ["ConsentBook.Say"] = Own,
        ["TierCatalog.Save"] = Within,
        ["PassChanges.Close"] = Within,
        ["Forgetting.Forget"] = Within,
        ["Dutiful.Demand"] = Asks,
        ["Dutiful.Has"] = Asks,
        ["AuditTrail.Record"] = Asks,
    };

    private static Task<long> Nothing(TestCore core, Actor by) => Task.FromResult(0L);

    private static Task<long> Member(TestCore core, Actor by) => core.Member();

    private static AchievementDraft Draft(long user) => new($"won_{user}", "Won", "Win a trade.", AchievementCategory.Combat, BadgeTier.Bronze, [new("trades_won", Comparison.AtLeast, 1)], 10);
    private static async Task<long> Event(TestCore core, Actor by) => (await core.Get<XpEvents>().Plan(CalendarTests.InWeek(core, await core.Member()), "Winter", Actor.Job)).Value.EventId;

    // The last one's is out of the way.
    private static async Task<long> NoSeason(TestCore core, Actor by)
    {
        await core.Data.Run(work => work.Db.Seasons.ExecuteUpdateAsync(set => set.SetProperty(s => s.CancelledAt, work.At)));
        return 0;
    }

    private static async Task<long> Season(TestCore core, Actor by)
    {
        await NoSeason(core, by);
        return (await core.Get<SeasonDesk>().Plan(CalendarTests.NextSeason(core), "Winter", Actor.Job)).Value.SeasonId;
    }

    private static async Task<long> Item(TestCore core, Actor by) => await ReviewDeskTests.Item(core, await core.Member());

    private static ItemDraft Thing => new("Thing", "A thing that says who one is.", 500, null, 1, null, null, 900, new ProfileTitle("Thing"));

    private static async Task<long> Shelved(TestCore core, Actor by) => (await core.Get<ShelfOperations>().Add($"thing_{Guid.NewGuid():N}", Thing, "Asked for", Actor.Job)).Value;

    private static Task<long> Named(TestCore core, long item) => core.Data.Read(db => db.ReviewItems.Where(i => i.ReviewItemId == item).Select(i => i.SubjectUserId!.Value).SingleAsync());

    // Staff makes keys with a second factor alone.
    private static Task Guarded(TestCore core, Actor by) =>
        by is { UserId: { } userId, Name: { } name } ? Support.Staff.Code(core.Get<SecondFactors>(), userId, name, core.Time.GetUtcNow()) : Task.CompletedTask;

    // Only who may take a grant has one.
    private static async Task<long> Granted(TestCore core, Actor by)
    {
        var user = await core.Member();
        await core.Get<SupportGrants>().Take(user, "Asked about their passes", by);
        return user;
    }

    private static async Task<long> Key(TestCore core, Actor by)
    {
        var user = await core.Member();
        return (await core.Get<ApiKeys>().Make(new(user, "theirs", ["read"]), new(user, "member", Origin.Web))).Value.ApiKeyId;
    }

    private static Task<long> DeadLetter(TestCore core, Actor by) => core.Data.Run(async work =>
    {
        var letter = new OutboxMessage { Kind = "xp_earned", State = MessageState.Dead, CreatedAt = work.At, DueAt = work.At };
        work.Db.Add(letter);
        await work.Save();
        return letter.MessageId;
    });

    private static Task<long> DeadUpdate(TestCore core, Actor by) => core.Data.Run(async work =>
    {
        var update = new InboxMessage { Source = "test", ExternalId = Guid.NewGuid().ToString("N"), State = MessageState.Dead, ReceivedAt = work.At, DueAt = work.At };
        work.Db.Add(update);
        await work.Save();
        return update.MessageId;
    });

    private static async Task<Problem?> SaveTiers(TestCore core, Actor by)
    {
        var inForce = core.Get<TierCatalog>().InForce;
        var shots = (inForce.Number % 40) + 20;
        return (await core.Get<TierOperations>().Save(new(inForce.Lineup.Sheet.With(TierCode.Fang, TierForm.DailyShots, $"{shots}"), inForce.Number, "Shots", PriceApplies.FromNextRenewal), by)).Problem;
    }

    private static JobDesk Desk(TestCore core)
    {
        var log = new HydraX.Core.Jobs.JobLog(core.Data, core.Clock, core.Time, core.Get<DomainMeter>(), NullLogger<HydraX.Core.Jobs.JobLog>.Instance);
        return new(new ServiceCollection().AddSingleton(core.Get<XpVerification>()).BuildServiceProvider(), log, core.Clock, core.Data, core.Get<AuditTrail>(), NullLogger<JobDesk>.Instance);
    }

    private static async Task<Problem?> MoveClock(TestCore core, Actor by)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Clock:Mode"] = "Rehearsal" }).Build();
        var log = new HydraX.Core.Jobs.JobLog(core.Data, core.Clock, core.Time, core.Get<DomainMeter>(), NullLogger<HydraX.Core.Jobs.JobLog>.Instance);
        using var rehearsal = new Rehearsal(new(new ServiceCollection().BuildServiceProvider(), log, NullLogger<JobRunner>.Instance), core.Data, core.Get<AuditTrail>(), core.Clock, core.Time, settings, NullLogger<Rehearsal>.Instance);
        await rehearsal.Restore(CancellationToken.None);
        return (await rehearsal.MoveTo(core.Clock.GetUtcNow().AddMilliseconds(1), by, CancellationToken.None)).Problem;
    }
}
