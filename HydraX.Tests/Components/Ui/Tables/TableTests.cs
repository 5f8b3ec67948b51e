using Bunit;
using HydraX.Tests.Support;
using HydraX.Web.Components.Ui.Tables;
using Microsoft.AspNetCore.Components;

namespace HydraX.Tests.Components.Ui.Tables;

public sealed class TableTests : BunitContext
{
    private static readonly Job[] Jobs = [new("Wipe", 412), new("audit", 30), new("Digest", null)];

    [Fact]
    public void A_head_sorts_up_then_down_then_back_to_the_order_given()
    {
        var table = Draw(Jobs);

        Assert.Equal(["Wipe", "audit", "Digest"], Names(table));
        Head(table, "Took").Click();
        Assert.Equal(["audit", "Wipe", "Digest"], Names(table));
        Assert.Equal("ascending", table.Find("th:nth-child(2)").GetAttribute("aria-sort"));
        Head(table, "Took").Click();
        Assert.Equal(["Digest", "Wipe", "audit"], Names(table));
        Assert.Equal("descending", table.Find("th:nth-child(2)").GetAttribute("aria-sort"));
        Head(table, "Took").Click();
        Assert.Equal(["Wipe", "audit", "Digest"], Names(table));
        Assert.False(table.Find("th:nth-child(2)").HasAttribute("aria-sort"));
    }

    [Fact]
    public void Words_are_sorted_without_case()
    {
        var table = Draw(Jobs);

        Head(table, "Job").Click();

        Assert.Equal(["audit", "Digest", "Wipe"], Names(table));
    }

    [Fact]
    public void The_filter_wants_all_words_and_says_how_many_rows_are_left()
    {
        var table = Draw(Jobs);

        table.Find("input[type=search]").Input("WI");

        Assert.Equal(["Wipe"], Names(table));
        Assert.Equal("1 of 3 jobs", table.Find("[role=status]").TextContent);
        table.Find("input[type=search]").Input("wipe audit");
        Assert.Contains("Nothing here fits “wipe audit”.", table.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_to_come_are_a_skeleton_and_no_rows_are_a_sentence()
    {
        Assert.NotEmpty(Draw(null).FindAll(".skeleton"));
        Assert.Contains("No jobs.", Draw([]).Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_ledger_says_what_brings_its_first_line()
    {
        var ledger = Render<Ledger>(p => p.Add(l => l.Now, TestTime.Noon).Add(l => l.Lines, []));

        Assert.Empty(ledger.FindAll("table"));
        Assert.Contains("first activity", ledger.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Spending_keeps_its_minus_and_is_not_painted_as_a_gain()
    {
        var ledger = Render<Ledger>(p => p.Add(l => l.Now, TestTime.Noon)
            .Add(l => l.Lines, [new(TestTime.Noon, "Win", "50", 50, 350), new(TestTime.Noon, "Bought", "Shop", -300, 300)]));

        var changes = ledger.FindAll("td.strong span");
        Assert.Equal(["+50", "−300"], changes.Select(c => c.TextContent));
        Assert.Equal([true, false], changes.Select(c => c.ClassList.Contains("good")));
    }

    [Fact]
    public void The_pager_is_silent_on_a_single_page() => Assert.Equal("", Render<Pager>().Markup.Trim());

    [Fact]
    public void Own_row_is_told_apart_for_those_who_do_not_see_it()
    {
        var row = Render<BoardRow>(p => p.Add(r => r.Place, new BoardPlace(27, "kestrel", "CORPORAL", "FANG", "1,912", 4, IsMe: true)));

        Assert.Equal("true", row.Find("li").GetAttribute("aria-current"));
        Assert.Equal("up", row.Find(".delta [role=img]").GetAttribute("aria-label"));
    }

    private static string[] Names(IRenderedComponent<DataTable<Job>> table) => [.. table.FindAll("tbody td:first-child").Select(c => c.TextContent)];

    private static AngleSharp.Dom.IElement Head(IRenderedComponent<DataTable<Job>> table, string title) => table.FindAll("th button").Single(b => b.TextContent == title);

    private IRenderedComponent<DataTable<Job>> Draw(Job[]? rows)
    {
        RenderFragment<Job> name = job => builder => builder.AddContent(0, job.Name);
        RenderFragment<Job> took = job => builder => builder.AddContent(0, job.Milliseconds);
        return Render<DataTable<Job>>(p => p.Add(t => t.Rows, rows).Add(t => t.Caption, "Jobs").Add(t => t.Noun, "job").Add(t => t.EmptyText, "No jobs.").Add(t => t.Filters, j => j.Name)
            .Add<DataColumn<Job>>(t => t.Columns, c => c.Add(x => x.Title, "Job").Add(x => x.SortBy, j => j.Name).Add(x => x.ChildContent, name))
            .Add<DataColumn<Job>>(t => t.Columns, c => c.Add(x => x.Title, "Took").Add(x => x.SortBy, j => j.Milliseconds).Add(x => x.ChildContent, took)));
    }

    private sealed record Job(string Name, long? Milliseconds);
}
