using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Screens;
using HydraX.Core.Xp;
using HydraX.Tests.Support;

namespace HydraX.Tests.Xp;

public sealed class XpQuestionsTests
{
    [Theory, EachProvider]
    public async Task Pages_go_back_to_the_first_line_and_forward_to_the_newest(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var xp = core.Get<XpQuestions>();
        var user = await core.Member();
        for (var i = 1; i <= 7; i++) await core.Give(user, i);
        await core.Give(await core.Member(), 99);

        var first = await xp.Page(user, null, new(), 3);
        var second = await xp.Page(user, null, new(OlderThan: first.OlderThan), 3);
        var third = await xp.Page(user, null, new(OlderThan: second.OlderThan), 3);
        var back = await xp.Page(user, null, new(NewerThan: third.NewerThan), 3);
        var newest = await xp.Page(user, null, new(NewerThan: back.NewerThan), 3);

        Assert.Equal([7, 6, 5], first.Lines.Select(l => l.Amount));
        Assert.Equal([4, 3, 2], second.Lines.Select(l => l.Amount));
        Assert.Equal([1], third.Lines.Select(l => l.Amount));
        Assert.Equal([4, 3, 2], back.Lines.Select(l => l.Amount));
        Assert.Equal([7, 6, 5], newest.Lines.Select(l => l.Amount));
        Assert.Equal((true, true), (first.NewerThan is null, first.OlderThan is not null));
        Assert.Equal((true, true), (third.NewerThan is not null, third.OlderThan is null));
        Assert.Null(newest.NewerThan);
        Assert.Equal(28, first.Lines[0].BalanceAfter);
    }

    [Theory, EachProvider]
    public async Task The_filter_leaves_lines_of_one_source_with_how_they_were_made(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
        var user = await core.Member();
        await core.Give(user, 10);
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1, "Win, XAUUSD"));

        var page = await core.Get<XpQuestions>().Page(user, XpSource.TradeWin, new(), 10);

        var line = Assert.Single(page.Lines);
        Assert.Equal((75L, 50L, "Win, XAUUSD"), (line.Amount, line.BaseAmount, line.Description));
        Assert.Equal([new Multiplier("weekend_bonus", 1.5m)], line.Multipliers);
    }

    [Theory, EachProvider]
    public async Task From_midnight_on_the_wipe_leads_the_ledger_also_before_the_sweep(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var xp = core.Get<XpQuestions>();
        var user = await core.MemberOnPass();
        await core.Give(user, 120);
        core.Time.Midnight();

        var before = (await xp.Page(user, null, new(), 10)).Lines;
        await core.Night.Wipe(CancellationToken.None);
        var after = (await xp.Page(user, null, new(), 10)).Lines;

        Assert.Equal((0L, XpSource.PressPassReset, -120L, 0L), (before[0].TransactionId, before[0].Source, before[0].Amount, before[0].BalanceAfter));
        Assert.Equal([.. after.Select(l => (l.At, l.Amount, l.TotalXpChange, l.BalanceAfter))], before.Select(l => (l.At, l.Amount, l.TotalXpChange, l.BalanceAfter)));
        Assert.NotEqual(0, after[0].TransactionId);
        Assert.Single((await xp.Page(user, XpSource.PressPassReset, new(), 10)).Lines);
        Assert.Empty((await xp.Page(user, XpSource.TradeWin, new(), 10)).Lines);
    }

    [Theory, EachProvider]
    public async Task The_export_holds_every_line_and_no_formula(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        await core.Progression.Grant(user, 50, "=1+1, \"really\"", "one");
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 4711));

        var lines = await core.Get<XpQuestions>().Csv(user, default).ToListAsync();

        Assert.Equal(XpQuestions.CsvHeading, lines[0]);
        Assert.EndsWith(",2026-11-19T12:00:00.000000Z,trade_win,4711,,50,[],50,100,,50", lines[1], StringComparison.Ordinal);
        Assert.Contains(",admin_grant,,\"'=1+1, \"\"really\"\"\",,[],50,50,", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count);
    }

    [Theory, EachProvider]
    public async Task Days_leave_their_lines_on_pages_in_the_file_and_in_the_sum(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var xp = core.Get<XpQuestions>();
        var user = await core.Member();
        for (var day = 1; day <= 4; day++)
        {
            await core.Give(user, day);
            core.Time.Midnight();
        }
        var middle = new LedgerFilter(null, new(2026, 11, 20), new(2026, 11, 21));

        Assert.Equal([3, 2], (await xp.Page(user, middle, new(), 10)).Lines.Select(l => l.Amount));
        Assert.Equal(3, (await xp.Csv(user, middle).ToListAsync()).Count);
        var sums = await xp.Sums(user, middle);
        Assert.Equal((4L, 10L, 2L, 5L), (sums.Ever.Lines, sums.Ever.Xp, sums.Asked.Lines, sums.Asked.Xp));
        Assert.Empty((await xp.Page(user, new LedgerFilter(XpSource.TradeWin, middle.From), new(), 10)).Lines);
        Assert.Equal([4, 3], (await xp.Page(user, new LedgerFilter(From: new(2026, 11, 21)), new(), 10)).Lines.Select(l => l.Amount));
    }

    [Theory, EachProvider]
    public async Task All_lines_explain_balance_and_total_also_before_a_wipe_that_is_due_is_written(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (xp, user) = (core.Get<XpQuestions>(), await core.MemberOnPass());
        await core.Give(user, 900);
        await core.Progression.Buy(user, "steady_hand", "1");
        await core.Progression.Correct((await core.Give(user, 50)).TransactionId, "wrong");
        var before = await xp.Sums(user, new(XpSource.ShopPurchase));
        core.Time.Midnight();
        var due = await xp.Sums(user, default);
        await core.Night.Wipe(CancellationToken.None);
        var written = await xp.Sums(user, default);

        Assert.Equal([(LedgerPartKind.Earned, 950L, 950L), (LedgerPartKind.Spent, -500L, 0L), (LedgerPartKind.Wiped, 0L, 0L), (LedgerPartKind.Corrected, -50L, -50L), (LedgerPartKind.Moved, 0L, 0L), (LedgerPartKind.SetAside, 0L, 0L)],
            before.Ever.Parts.Select(part => (part.Kind, part.Xp, part.TotalXp)));
        Assert.Equal((400L, 900L, 1L, -500L), (before.Ever.Xp, before.Ever.TotalXp, before.Asked.Lines, before.Asked.Xp));
        Assert.Equal((0L, 0L, new LedgerPart(LedgerPartKind.Wiped, -400, -900)), (due.Ever.Xp, due.Ever.TotalXp, due.Ever.Parts[2]));
        Assert.Equal(due.Ever.Parts, written.Ever.Parts);
        Assert.Equal(due.Ever.Lines, written.Ever.Lines);
    }

    [Theory, EachProvider]
    public async Task Lines_name_what_caused_them(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider, achieves: true);
        var user = await core.Member();
        var first = (await core.Progression.AwardXp(new(user, XpSource.TradeWin, 1, "XAUUSD"))).Value.Entry;
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await core.Progression.AwardXp(new(user, XpSource.TradeWin, 2));
        await core.Progression.Correct(first.TransactionId, "wrong");

        var lines = (await core.Get<XpQuestions>().Page(user, default(LedgerFilter), new(), 50)).Lines;

        Assert.Contains(lines, l => l.Source == XpSource.AchievementUnlock && l.Cause?.TransactionId == first.TransactionId);
        Assert.Equal("XAUUSD", lines.First(l => l.CorrectsId == first.TransactionId).Cause?.Description);
        Assert.All(lines.Where(l => l.Source == XpSource.TradeWin), l => Assert.Null(l.Cause));
        Assert.All((await core.Get<XpQuestions>().Page(user, XpSource.AchievementUnlock, new(), 50)).Lines, l => Assert.NotNull(l.Cause));
    }

    [Theory, EachProvider]
    public async Task A_day_counts_what_was_earned_apart_from_what_was_wiped(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.MemberOnPass("dunlin");
        await core.Give(user, 120);
        core.Time.Midnight();
        core.Time.At(9);
        await core.Give(user, 30);
        await core.Get<PassChanges>().Deactivate(user);

        var profile = await core.Get<ProfileQuestions>().Of("DUNLIN", new(user, false), 3);

        Assert.Equal([new DayXp(new(2026, 11, 19), 120, 0, 120), new DayXp(new(2026, 11, 20), 30, 150, -120)], profile!.Year);
        Assert.Equal([new DayTotal(new(2026, 11, 19), 120, false), new(new(2026, 11, 20), 0, true)], profile.Line);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("-120", "-120")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("=SUM(A1)", "'=SUM(A1)")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData(null, "")]
    public void A_field_is_quoted_where_it_must_be(string? text, string field) => Assert.Equal(field + ",x", Csv.Line(text, "x"));
}
