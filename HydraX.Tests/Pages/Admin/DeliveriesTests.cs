using Bunit;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Web;
using Microsoft.EntityFrameworkCore;
using Page = HydraX.Web.Pages.Admin.Deliveries.Deliveries;

namespace HydraX.Tests.Pages.Admin;

public sealed class DeliveriesTests : StaffPage
{
    [Fact]
    public async Task What_is_to_be_sent_is_shown_with_whom_it_goes_to_and_what_went_wrong()
    {
        await Add(Outgoing("xp_earned", MessageState.Dead, Heron, "Telegram answered 400: chat not found"), Outgoing("promoted", MessageState.Done, null));

        var page = await Open<Page>();

        var rows = page.FindAll("tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("promoted", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("heron", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Telegram answered 400: chat not found", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[aria-label^='Replay message']"));
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_narrow_what_is_shown()
    {
        await Add(Outgoing("xp_earned", MessageState.Dead, Heron), Outgoing("promoted", MessageState.Dead, null), Outgoing("xp_earned", MessageState.Done, null));
        var page = await Open<Page>();

        page.FindAll("select")[0].Change("dead");
        page.FindAll("select")[1].Change("xp_earned");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.EndsWith("/admin/deliveries?state=dead&kind=xp_earned", Navigation.Uri, StringComparison.Ordinal);
        page.Find("input").Change("@HERON");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.EndsWith("person=%40HERON", Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(page.FindAll("tbody tr"));
        page.Find("input").Change("dunlin");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Nothing fits these filters.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_is_replayed_once_and_audited()
    {
        await Add(Outgoing("xp_earned", MessageState.Dead, Heron, "gave up"));
        var page = await Open<Page>();

        await page.Find("[aria-label^='Replay message']").ClickAsync(new());
        Assert.Contains("Say why, in at most 500 characters", page.Markup, StringComparison.Ordinal);
        Explain(page, "Telegram is back");
        await page.Find("[aria-label^='Replay message']").ClickAsync(new());

        Assert.Equal((MessageState.Pending, 0), await Core.Data.Read(db => db.Outbox.SingleAsync()) is var sent ? (sent.State, sent.Attempts) : default);
        Assert.Empty(page.FindAll("[aria-label^='Replay message']"));
        Assert.Equal(("heron", "outbox_message", "Telegram is back"), Assert.Single(await Audited("deliveries.replayed")) is var line ? (line.Actor, line.SubjectKind, line.Why) : default);
    }

    [Fact]
    public async Task All_dead_letters_of_the_inbox_are_replayed_with_one_yes()
    {
        await Core.Data.Run(work =>
        {
            for (var i = 0; i < 3; i++)
                work.Db.Add(new InboxMessage { Source = "telegram", ExternalId = $"{i}", Body = """{"update_id":1}""", State = i == 0 ? MessageState.Done : MessageState.Dead, Attempts = 5, ReceivedAt = work.At, DueAt = work.At });
            return Task.CompletedTask;
        }, Stop);
        Navigation.NavigateTo(Urls.AdminDeliveriesOf(new(IsIncoming: true)));
        var page = await Open<Page>();
        Assert.Equal(3, page.FindAll("tbody tr").Count);

        Explain(page);
        var replaying = Button(page, "Replay 2 dead letters").ClickAsync(new());
        await Button(page, "Replay 2", "dialog button").ClickAsync(new());
        await replaying;

        Assert.Equal(2, await Core.Data.Read(db => db.Inbox.CountAsync(m => m.State == MessageState.Pending && m.Attempts == 0)));
        Assert.Equal(2, (await Audited("deliveries.replayed")).Count);
        Assert.Equal("2 messages are on their way again", Said);
    }

    [Fact]
    public async Task More_than_a_page_is_paged_by_key()
    {
        await Add([.. Enumerable.Range(0, 60).Select(_ => Outgoing("xp_earned", MessageState.Done, null))]);
        var page = await Open<Page>();
        Assert.Equal(50, page.FindAll("tbody tr").Count);

        Navigation.NavigateTo(page.Find("a[rel=next]").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll("tbody tr").Count));
    }

    private Task Add(params OutboxMessage[] messages) => Core.Data.Run(work =>
    {
        work.Db.AddRange(messages);
        return Task.CompletedTask;
    }, Stop);

    private OutboxMessage Outgoing(string kind, MessageState state, long? user, string? error = null) =>
        new() { Kind = kind, State = state, UserId = user, LastError = error, Attempts = state == MessageState.Dead ? 12 : 1, Lane = (int)OutboxLane.Notices, CreatedAt = Core.Clock.GetUtcNow(), DueAt = Core.Clock.GetUtcNow() };
}
