using System.IO.Compression;
using System.Text;
using System.Text.Json;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Privacy;

public sealed class ExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task The_copy_holds_everything_of_the_member_in_the_clear_and_nothing_of_anybody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("Exporter");
        var other = await core.Member("Bystander");
        await core.Give(user, 120);
        await core.Give(other, 777_001);
        await core.Get<ProfileSettings>().Describe(user, "=cmd|' /C calc'!A1");
        await core.SignIn(user);
        var asked = await core.Get<AccountChanges>().AskEmail(user, "exporter@example.org");
        await core.Get<AccountChanges>().ConfirmEmail(asked.Value.Token);

        using var zip = await Copy(core, user);

        var account = JsonDocument.Parse(Text(zip, "json/users.json")).RootElement[0];
        Assert.Equal(("Exporter", "exporter@example.org", "NIBBLER"), (account.GetProperty("username").GetString(), account.GetProperty("email").GetString(), account.GetProperty("tier").GetString()));
        var line = JsonDocument.Parse(Text(zip, "json/xp_transactions.json")).RootElement[0];
        Assert.Equal(120, line.GetProperty("amount").GetInt64());
        Assert.EndsWith("Z", line.GetProperty("created_at").GetString(), StringComparison.Ordinal);
        Assert.Contains("'=cmd", Text(zip, "csv/user_profiles.csv"), StringComparison.Ordinal);
        Assert.Contains("Your account, 1 row", Text(zip, "README.txt"), StringComparison.Ordinal);
        var all = string.Concat(zip.Entries.Select(e => Text(zip, e.FullName)));
        Assert.DoesNotContain("Bystander", all, StringComparison.Ordinal);
        Assert.DoesNotContain("777001", all, StringComparison.Ordinal);
        foreach (var secret in new[] { (await core.User(user)).SecurityStamp!, (await core.User(user)).EmailLookup! }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        // Every JSON file has its CSV with as many rows.
        foreach (var json in zip.Entries.Where(e => e.FullName.StartsWith("json/", StringComparison.Ordinal)))
            Assert.Equal(JsonDocument.Parse(Text(zip, json.FullName)).RootElement.GetArrayLength(),
                Text(zip, json.FullName.Replace("json", "csv", StringComparison.Ordinal)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Theory, EachProvider]
    public async Task The_copy_of_somebody_of_the_staff_says_what_they_did_and_nothing_of_those_to_whom(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (staff, member) = (await core.Staff(Roles.Moderator, "heron"), await core.Member("Bystander"));
        Assert.True((await core.Get<Core.Admin.MemberOperations>().EndSessions(member, "Bystander wrote to his aunt", staff)).Succeeded);
        await core.Data.Run(work => { core.Get<AuditTrail>().Record(work, Actor.Job, "xp.granted", AuditSubject.Person(staff.UserId!.Value, "heron"), new { balance = 0 }, new { balance = 50 }, "made up for an outage"); return Task.CompletedTask; });

        using var zip = await Copy(core, staff.UserId!.Value);

        var entries = JsonDocument.Parse(Text(zip, "json/audit_entries.json")).RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("action").GetString()!);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null), entries["users.signed-out"] is var did ? (did.GetProperty("before").ValueKind, did.GetProperty("after").ValueKind, did.GetProperty("why").ValueKind) : default);
        Assert.Equal(("""{"balance":0}""", """{"balance":50}""", "made up for an outage"), entries["xp.granted"] is var met ? (met.GetProperty("before").GetString(), met.GetProperty("after").GetString(), met.GetProperty("why").GetString()) : default);
        using var theirs = await Copy(core, member);
        Assert.Contains("Bystander wrote to his aunt", Text(theirs, "json/audit_entries.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("aunt", string.Concat(zip.Entries.Select(e => Text(zip, e.FullName))), StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task What_was_merged_into_the_account_stands_in_its_copy(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, closed, other) = (await core.Member("Exporter"), await core.Member("Closed"), await core.Member("Bystander"));
        foreach (var (one, xp) in new[] { (user, 120), (closed, 333), (other, 777_001) }) await core.Give(one, xp);
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == closed).ExecuteUpdateAsync(u => u.SetProperty(x => x.MergedIntoUserId, user).SetProperty(x => x.TelegramId, (long?)null), Stop), Stop);

        using var zip = await Copy(core, user);

        Assert.Equal([120, 333], JsonDocument.Parse(Text(zip, "json/xp_transactions.json")).RootElement.EnumerateArray().Select(line => line.GetProperty("amount").GetInt64()));
        Assert.Equal(["Exporter", "Closed"], JsonDocument.Parse(Text(zip, "json/users.json")).RootElement.EnumerateArray().Select(row => row.GetProperty("username").GetString()));
        Assert.Contains("Your account, 2 rows", Text(zip, "README.txt"), StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task The_link_works_once_for_its_member_and_for_nobody_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, other) = (await core.Member(), await core.Member());
        var exports = core.Get<Exports>();
        Assert.True((await exports.Ask(await Self(core, user))).Succeeded);
        Assert.True(await exports.MakeNext(Stop));
        var export = (await exports.Of(user))!;
        Assert.Equal("privacy.export-gone", (await exports.Link(export.ExportId, other)).Problem!.Code);
        var before = (await exports.Link(export.ExportId, user)).Value;
        var token = (await exports.Link(export.ExportId, user)).Value;

        Assert.Equal("privacy.export-gone", (await exports.Take(before, await Self(core, user))).Problem!.Code);
        Assert.Equal("privacy.export-gone", (await exports.Take(token, await Self(core, other))).Problem!.Code);
        var self = await Self(core, user);
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => exports.Take(token, self, Stop), Stop)));

        Assert.Single(taken, t => t.Succeeded);
        await foreach (var _ in exports.Pieces(export.ExportId, Stop)) { }
        Assert.Equal(0, await core.Data.Read(db => db.Set<DataExportPart>().CountAsync(Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task An_export_that_is_not_fetched_in_time_loses_its_bytes(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var exports = core.Get<Exports>();
        await exports.Ask(await Self(core, user));
        await exports.MakeNext(Stop);
        var export = (await exports.Of(user))!;
        var token = (await exports.Link(export.ExportId, user)).Value;
        core.Time.Advance(TimeSpan.FromHours(24));

        Assert.Equal("privacy.export-gone", (await exports.Take(token, await Self(core, user))).Problem!.Code);
        Assert.Equal(1, await exports.DropOver());

        Assert.Equal(ExportState.Expired, (await exports.Of(user))!.State);
        Assert.Equal(0, await core.Data.Read(db => db.Set<DataExportPart>().CountAsync(Stop), Stop));
        core.Time.Advance(TimeSpan.FromDays(3));
        await core.Get<Core.Privacy.RetentionSweep>().Run(Stop);
        Assert.Null(await exports.Of(user));
    }

    [Theory, EachProvider]
    public async Task A_maker_that_was_killed_leaves_a_copy_that_the_next_one_begins_anew(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Get<Exports>().Ask(await Self(core, user));
        // What the killed one had claimed and written.
        var until = core.Time.Now + ExportMaker.Lease;
        await core.Data.Run(async work =>
        {
            await work.Db.DataExports.ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Running).SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, 1), Stop);
            work.Db.Add(new DataExportPart { ExportId = await work.Db.DataExports.Select(e => e.ExportId).SingleAsync(Stop), Number = 0, Sealed = [1, 2, 3] });
        }, Stop);

        Assert.False(await core.Get<Exports>().MakeNext(Stop));
        core.Time.Advance(ExportMaker.Lease + TimeSpan.FromSeconds(1));
        Assert.True(await core.Get<Exports>().MakeNext(Stop));

        using var zip = await Fetch(core, user);
        Assert.NotEmpty(zip.Entries);
    }

    [Theory, EachProvider]
    public async Task Upon_a_written_request_a_suspended_member_gets_their_copy_by_a_link_that_is_theirs_alone_and_works_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, other, admin) = (await core.Member("Exporter"), await core.Member(), await core.Staff(Roles.Admin));
        var exports = core.Get<Exports>();
        Assert.Equal("privacy.asks-here", (await exports.AskFor(user, "by letter", admin)).Problem!.Code);
        await core.Get<Suspensions>().Suspend(user, "under review", Actor.Job);
        Assert.Equal("users.suspended", (await exports.Ask(await Self(core, user))).Problem!.Code);
        Assert.Equal("privacy.why", (await exports.AskFor(user, " ", admin)).Problem!.Code);
        Assert.Equal("users.unknown", (await exports.AskFor(999_999, "by letter", admin)).Problem!.Code);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => exports.AskFor(user, "by letter, passport seen", admin, Stop), Stop)));
        var mailed = Assert.Single(asked, a => a.Succeeded).Value;
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal("privacy.export-runs", a.Problem!.Code));
        Assert.True((await exports.OfLink(mailed))!.IsUnderWay);
        Assert.Equal("privacy.export-gone", (await exports.TakeByLink(mailed, Stop)).Problem!.Code);
        Assert.True(await exports.MakeNext(Stop));

        Assert.Contains("\"byStaff\":true", Assert.Single(await core.Told(user, ExportReady.Kind)).Data, StringComparison.Ordinal);
        Assert.Equal(ExportState.Ready, (await exports.OfLink(mailed))!.State);
        Assert.Equal("privacy.export-gone", (await exports.LinkOfStaff(other)).Problem!.Code);
        // A link in the chat takes the place of the one in the mail.
        var chat = (await exports.LinkOfStaff(user)).Value;
        Assert.Null(await exports.OfLink(mailed));
        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => exports.TakeByLink(chat, Stop), Stop)));
        Assert.Single(taken, t => t.Succeeded);
        Assert.Null(await exports.OfLink(chat));
        var lines = (await core.Get<AuditQuestions>().Page(new("privacy.", SubjectId: $"{user}"), null, 10, default)).Lines;
        Assert.Equal([("privacy.export-fetched", null), ("privacy.export-asked", "by letter, passport seen")], lines.Select(l => (l.Action, l.Why)));
        // What a member asked for themselves is fetched by nobody with a link alone.
        await core.Get<Suspensions>().Reinstate(user, "settled", Actor.Job);
        core.Time.Advance(TimeSpan.FromHours(2));
        Assert.True((await exports.Ask(await Self(core, user))).Succeeded);
        Assert.True(await exports.MakeNext(Stop));
        var own = (await exports.Link((await exports.Of(user))!.ExportId, user)).Value;
        Assert.Equal("privacy.export-gone", (await exports.TakeByLink(own, Stop)).Problem!.Code);
        Assert.Null(await exports.OfLink(own));
    }

    [Theory, EachProvider]
    public async Task A_copy_that_kills_its_maker_is_begun_five_times_and_not_for_ever(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, other) = (await core.Member(), await core.Member());
        var exports = core.Get<Exports>();
        await exports.Ask(await Self(core, user));
        // What the fifth killed one had claimed and written.
        var until = core.Time.Now + ExportMaker.Lease;
        await core.Data.Run(async work =>
        {
            await work.Db.DataExports.ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Running).SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, 5), Stop);
            work.Db.Add(new DataExportPart { ExportId = await work.Db.DataExports.Select(e => e.ExportId).SingleAsync(Stop), Number = 0, Sealed = [1, 2, 3] });
        }, Stop);
        await exports.Ask(await Self(core, other));
        Assert.True(await exports.MakeNext(Stop));
        Assert.Equal(ExportState.Running, (await exports.Of(user))!.State);
        core.Time.Advance(ExportMaker.Lease + TimeSpan.FromSeconds(1));

        Assert.False(await exports.MakeNext(Stop));

        Assert.Equal(ExportState.Failed, (await exports.Of(user))!.State);
        Assert.Single(await core.Told(user, ExportFailed.Kind));
        Assert.Equal((0, ExportState.Ready), (await core.Data.Read(db => db.Set<DataExportPart>().CountAsync(p => p.Number == 0 && p.Sealed.Length == 3, Stop), Stop), (await exports.Of(other))!.State));
        Assert.True((await exports.Ask(await Self(core, user))).Succeeded);
    }

    [Theory, EachProvider]
    public async Task A_copy_that_cannot_be_made_is_tried_three_times_and_a_new_one_may_be_asked_for(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var address = await core.Get<AccountChanges>().AskEmail(user, "exporter@example.org");
        await core.Get<AccountChanges>().ConfirmEmail(address.Value.Token);
        var right = (await core.User(user)).ProtectedEmail;
        var exports = core.Get<Exports>();
        await exports.Ask(await Self(core, user));
        await Spell("k1.this was written by nobody");

        foreach (var left in new[] { ExportState.Queued, ExportState.Queued, ExportState.Failed })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => exports.MakeNext(Stop));
            Assert.Equal(left, (await exports.Of(user))!.State);
        }
        Assert.False(await exports.MakeNext(Stop));
        Assert.Single(await core.Told(user, ExportFailed.Kind));

        await Spell(right);
        Assert.True((await exports.Ask(await Self(core, user))).Succeeded);
        Assert.True(await exports.MakeNext(Stop));
        using var zip = await Fetch(core, user);
        Assert.NotEmpty(zip.Entries);

        Task Spell(string? email) => core.Data.Run(work => work.Db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.ProtectedEmail, email), Stop), Stop);
    }

    [Theory, EachProvider]
    public async Task Two_who_make_at_once_make_one_copy_and_two_who_ask_at_once_ask_for_one(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var self = await Self(core, user);
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => core.Get<Exports>().Ask(self, Stop), Stop)));
        Assert.Single(asked, a => a.Succeeded);
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal("privacy.export-runs", a.Problem!.Code));

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => core.Get<Exports>().MakeNext(Stop), Stop)));

        Assert.Single(made, m => m);
        Assert.Equal("privacy.export-lately", (await core.Get<Exports>().Ask(self)).Problem!.Code);
        Assert.Single(await core.Told(user, ExportReady.Kind));
    }

    [Theory, EachProvider]
    public async Task The_pieces_stand_protected_and_cannot_change_places(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("Plainname");
        await core.Get<Exports>().Ask(await Self(core, user));
        await core.Get<Exports>().MakeNext(Stop);
        var part = await core.Data.Read(db => db.Set<DataExportPart>().SingleAsync(Stop), Stop);

        // A ZIP begins with PK; what stands there begins with the key's number.
        Assert.NotEqual("PK", Encoding.ASCII.GetString(part.Sealed, 0, 2));
        await core.Data.Run(async work =>
        {
            await work.Db.Set<DataExportPart>().ExecuteDeleteAsync(Stop);
            work.Db.Add(new DataExportPart { ExportId = part.ExportId, Number = 1, Sealed = part.Sealed });
            work.Db.Add(new DataExportPart { ExportId = part.ExportId, Number = 0, Sealed = part.Sealed });
        }, Stop);
        var (first, read) = (true, 0);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(async () =>
        {
            await foreach (var _ in core.Get<Exports>().Pieces(part.ExportId, Stop)) (first, read) = (false, read + 1);
        });
        Assert.Equal((false, 1), (first, read));
    }

    private static async Task<ZipArchive> Copy(TestCore core, long user)
    {
        Assert.True((await core.Get<Exports>().Ask(await Self(core, user))).Succeeded);
        Assert.True(await core.Get<Exports>().MakeNext(Stop));
        return await Fetch(core, user);
    }

    private static async Task<ZipArchive> Fetch(TestCore core, long user)
    {
        var exports = core.Get<Exports>();
        var export = (await exports.Of(user))!;
        Assert.Equal((ExportState.Ready, export.Rows), (export.State, export.RowsDone));
        var taken = await exports.Take((await exports.Link(export.ExportId, user)).Value, await Self(core, user));
        var file = new MemoryStream();
        await foreach (var piece in exports.Pieces(taken.Value, Stop)) file.Write(piece);
        Assert.Equal(export.Bytes, file.Length);
        return new(file);
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var text = new StreamReader(zip.GetEntry(name)!.Open());
        return text.ReadToEnd();
    }

    private static async Task<Actor> Self(TestCore core, long user) => new(user, (await core.User(user)).UserName, Origin.Web);
}
