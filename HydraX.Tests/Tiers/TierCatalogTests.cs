using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Tiers;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Tiers;

public sealed class TierCatalogTests
{
    private static readonly Actor Heron = new(7, "heron", Origin.Web, "203.0.113.7");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task First_start_fills_the_database_from_the_file_and_later_ones_leave_it_alone(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var catalog = core.Get<TierCatalog>();
        Assert.Equal((1, TestTime.Noon), (catalog.InForce.Number, catalog.InForce.SavedAt));
        await Save(core, d => d.With(TierCode.Nibbler, TierForm.MonthlyPrice, "42"));

        await using var node = await core.SecondNode();

        Assert.Equal(2, node.Get<TierCatalog>().InForce.Number);
        Assert.Equal(42m, node.Get<TierCatalog>().Current[TierCode.Nibbler].MonthlyPrice);
        var filled = Assert.Single((await core.Get<AuditQuestions>().Page(new("tiers.filled"), null, 10, Stop)).Lines);
        Assert.Equal((Origin.Start, "1", null), (filled.Origin, filled.SubjectId, filled.Actor));
    }

    [Theory, EachProvider]
    public async Task First_starts_at_the_same_instant_fill_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Database.OpenAuditLog();
        await using (var db = core.Database.Open())
        {
            await db.TierRevisions.ExecuteDeleteAsync(Stop);
            await db.Audit.ExecuteDeleteAsync(Stop);
        }
        var catalogs = Enumerable.Range(0, 4).Select(_ => new TierCatalog(core.Data, core.Get<AuditTrail>(), Options.Create(new TierOptions()))).ToList();

        await Task.WhenAll(catalogs.Select(catalog => Task.Run(() => catalog.Open(Stop), Stop)));

        Assert.All(catalogs, catalog => Assert.Equal(1, catalog.InForce.Number));
        await using var after = core.Database.Open();
        Assert.Equal(1, await after.TierRevisions.CountAsync(Stop));
        Assert.Equal(1, await after.Audit.CountAsync(Stop));
    }

    [Fact]
    public async Task A_broken_file_stops_the_start_with_line_and_reason()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var path = Path.Combine(Path.GetTempPath(), $"tiers-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(new TierOptions().FullPath, Stop)).Replace("daily_shots: 6", "daily_shots: 0", StringComparison.Ordinal), Stop);

        var refused = await Assert.ThrowsAsync<TierFileException>(() => Reading(core, path).Open(Stop));

        Assert.Equal($"{path} cannot be used:{Environment.NewLine}  line 42: NIBBLER fire_settings.daily_shots is \"0\"; it must be a whole number from 1 to 998, or 999 for no limit.", refused.Message);
        File.Delete(path);
    }

    [Fact]
    public async Task An_absent_file_stops_the_first_start_only()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        await Reading(core, "/nowhere/tiers.yml").Open(Stop);
        await using (var db = core.Database.Open()) await db.TierRevisions.ExecuteDeleteAsync(Stop);

        var refused = await Assert.ThrowsAsync<TierFileException>(() => Reading(core, "/nowhere/tiers.yml").Open(Stop));

        Assert.Contains("/nowhere/tiers.yml is not there", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_saved_draft_is_in_force_at_once_and_audited_with_before_and_after(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        core.Time.Advance(TimeSpan.FromMinutes(5));

        var saved = (await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, "12").With(TierCode.Apex, TierForm.DailyShots, "50"), "autumn shot limits")).Value;

        var catalog = core.Get<TierCatalog>();
        Assert.Equal((2, TestTime.Noon.AddMinutes(5)), (catalog.InForce.Number, catalog.InForce.SavedAt));
        Assert.Equal(12, catalog.Current[TierCode.Fang].DailyShots);
        Assert.Equal(["FANG 10 → 12", "APEX no limit → 50"], saved.Changes.Select(c => $"{c.Tier.Code()} {c.Was} → {c.Becomes}"));
        var line = Assert.Single((await core.Get<AuditQuestions>().Page(new("tiers.revised"), null, 10, Stop)).Lines);
        Assert.Equal(("heron", "203.0.113.7", "tier_revision", "2", "autumn shot limits"), (line.Actor, line.Address, line.SubjectKind, line.SubjectId, line.Why));
        Assert.Equal("""{"FANG.fire_settings.daily_shots":"10","APEX.fire_settings.daily_shots":""}""", Compact(line.Before!));
        Assert.Equal("""{"FANG.fire_settings.daily_shots":"12","APEX.fire_settings.daily_shots":"50"}""", Compact(line.After!));
    }

    [Theory, EachProvider]
    public async Task Of_two_admins_at_once_the_second_is_told_of_the_first(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var start = core.Get<TierCatalog>().Current.Sheet;
        var drafts = Enumerable.Range(1, 6).Select(i => new TierDraft(start.With(TierCode.Fang, TierForm.DailyShots, $"{10 + i}"), 1, $"change {i}", PriceApplies.FromNextRenewal));

        var outcomes = await Task.WhenAll(drafts.Select(draft => Task.Run(() => core.Data.Run(work => core.Get<TierCatalog>().Save(work, draft, Heron), Stop))));

        var winner = Assert.Single(outcomes, o => o.Succeeded);
        var losers = outcomes.Where(o => !o.Succeeded).Select(o => o.Problem!).ToList();
        Assert.All(losers, problem => Assert.Equal("tiers.revised-meanwhile", problem.Code));
        var why = (await core.Get<TierQuestions>().History(null, 1, Stop)).Lines[0].Why;
        Assert.Equal($"You started from revision 1, but revision 2 was saved at 12:00 UTC on 19 November: \"{why}\". Look at it and make your change again.", losers[0].Sentence);
        Assert.Equal(2, winner.Value.InForce.Number);
        Assert.Equal(2, core.Get<TierCatalog>().InForce.Number);
    }

    [Theory]
    [InlineData("", "12", "tiers.reason-missing")]
    [InlineData("  ", "12", "tiers.reason-missing")]
    [InlineData("why", "10", "tiers.unchanged")]
    [InlineData("why", "0", "tiers.faulty")]
    public async Task What_cannot_be_saved_is_refused_and_changes_nothing(string why, string shots, string code)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        var outcome = await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, shots), why);

        Assert.Equal(code, outcome.Problem?.Code);
        Assert.Equal(1, core.Get<TierCatalog>().InForce.Number);
        Assert.Single((await core.Get<AuditQuestions>().Page(new(), null, 10, Stop)).Lines);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        var outcome = await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, "12"), new string('x', TierCatalog.LongestWhy + 1));

        Assert.Equal("tiers.reason-too-long", outcome.Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task An_earlier_revision_can_be_returned_to_and_the_history_shows_it_all(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await Save(core, d => d.With(TierCode.Apex, TierForm.MonthlyPrice, "199"), "APEX price 199.00", PriceApplies.NewSubscribersOnly);
        await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, "12"), "autumn shot limits");
        var questions = core.Get<TierQuestions>();
        var first = (await questions.SheetOf(1, Stop))!;

        var returned = await core.Data.Run(work => core.Get<TierCatalog>().Save(work, new(first, 3, "too dear", PriceApplies.FromNextRenewal, ReturnsTo: 1), Heron), Stop);

        Assert.True(returned.Succeeded);
        Assert.Equal(TestTiers.Lineup.Sheet.ToJson(), core.Get<TierCatalog>().Current.Sheet.ToJson());
        var history = await questions.History(null, 3, Stop);
        Assert.Equal(["4 too dear 1 APEX/199.00 USD/188.00 USD FANG/12/10", "3 autumn shot limits  FANG/10/12", "2 APEX price 199.00  APEX/188.00 USD/199.00 USD"],
            history.Lines.Select(l => $"{l.Number} {l.Why} {l.ReturnsTo} {string.Join(' ', l.Changes.Select(c => $"{c.Tier.Code()}/{c.Was}/{c.Becomes}"))}"));
        Assert.Equal([7L, 7L, 7L], history.Lines.Select(l => l.SavedByUserId));
        Assert.Equal(PriceApplies.NewSubscribersOnly, history.Lines[2].PriceApplies);
        Assert.Equal(2, history.Next);
        var last = await questions.History(history.Next, 3, Stop);
        Assert.Equal((1, null), (Assert.Single(last.Lines).Number, last.Next));
        Assert.Empty(last.Lines[0].Changes);
        Assert.Single((await core.Get<AuditQuestions>().Page(new("tiers.returned"), null, 10, Stop)).Lines);
    }

    [Theory, EachProvider]
    public async Task Another_node_has_a_revision_in_force_within_two_seconds(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var node = await core.SecondNode();
        var other = node.Get<TierCatalog>();
        using var watch = new TierWatch(other, TimeProvider.System, NullLogger<TierWatch>.Instance);
        await watch.StartAsync(Stop);

        await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, "12"));

        var since = TimeProvider.System.GetTimestamp();
        while (other.InForce.Number == 1) await Task.Delay(20, Stop);
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await watch.StopAsync(Stop);
    }

    [Fact]
    public async Task A_late_look_never_puts_an_older_revision_back_in_force()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        await Save(core, d => d.With(TierCode.Fang, TierForm.DailyShots, "12"));
        await using (var db = core.Database.Open()) await db.TierRevisions.Where(r => r.Number == 2).ExecuteDeleteAsync(Stop);

        await core.Get<TierCatalog>().Refresh(Stop);

        Assert.Equal(2, core.Get<TierCatalog>().InForce.Number);
    }

    private static TierCatalog Reading(TestCore core, string path) => new(core.Data, core.Get<AuditTrail>(), Options.Create(new TierOptions { File = path }));

    private static Task<Outcome<TiersRevised>> Save(TestCore core, Func<TierSheet, TierSheet> edit, string why = "for the test", PriceApplies price = PriceApplies.FromNextRenewal)
    {
        var inForce = core.Get<TierCatalog>().InForce;
        var draft = new TierDraft(edit(inForce.Lineup.Sheet), inForce.Number, why, price);
        return core.Data.Run(work => core.Get<TierCatalog>().Save(work, draft, Heron), Stop);
    }

    // PostgreSQL's jsonb comes back in an order and spacing of its own.
    private static string Compact(string json) => System.Text.Json.JsonSerializer.Serialize(
        System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.OrderBy(p => p.Key.StartsWith("APEX", StringComparison.Ordinal)).ToDictionary());
}
