using HydraX.Core.Messaging;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Telegram;

public sealed class ApologyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Staff has it worked on again: first it dies once more, then it is answered.
    [Theory, EachProvider]
    public async Task What_was_apologised_for_may_die_again_and_is_answered_in_the_end(HydraX.Core.Data.DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var handler = site.Get<IInboxHandler>();
        var message = new InboxMessage { MessageId = 1, Source = "telegram", ExternalId = "77", OrderKey = 5, Body = """{"update_id":77,"message":{"message_id":1,"date":1795000000,"chat":{"id":5,"type":"private"},"from":{"id":5,"is_bot":false,"first_name":"Ana"},"text":"/me"}}""" };

        for (var time = 0; time < 2; time++) await site.Data.Run(work => handler.GiveUp(message)(work), Stop);
        var effects = await handler.Handle(message, Stop);
        await site.Data.Run(work => effects(work), Stop);

        Assert.Equal(3, await site.Data.Read(db => db.Outbox.CountAsync(m => m.ChatId == 5, Stop), Stop));
    }
}
