using HydraX.Core.Abuse;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Account;

public sealed class WatchedTests
{
    [Fact]
    public async Task Doors_tell_the_watch_and_a_place_is_believed_of_the_proxy_alone()
    {
        await using var app = await AccountApp.Start(settings: [("Proxy:Trusted", "127.0.0.1, ::1"), ("Abuse:PlaceHeader", "CF-IPCountry"), ("Abuse:AccountsFromAddress", "2"), ("Abuse:FailuresOnAccount", "3")]);
        var (heron, kestrel) = (await app.Member("heron"), await app.Member("kestrel"));
        var browser = app.Open("203.0.113.7", "DE");
        for (var i = 0; i < 3; i++) await browser.Submit("/account/login", ("Typed.Email", "heron@example.org"), ("Typed.Password", "not the password"));
        await browser.Submit("/account/login", ("Typed.Email", "heron@example.org"), ("Typed.Password", AccountApp.Password));
        await app.Open("203.0.113.7", "DE").Submit("/account/login", ("Typed.Email", "kestrel@example.org"), ("Typed.Password", AccountApp.Password));
        await app.Open("198.51.100.7", "BR").Submit("/account/login", ("Typed.Email", "heron@example.org"), ("Typed.Password", AccountApp.Password));

        await Eventually.Holds(async () => await app.Data.Read(db => db.ReviewItems.CountAsync()) == 3);
        var items = await app.Data.Read(db => db.ReviewItems.OrderBy(i => i.ReviewItemId).ToListAsync());
        Assert.Equal([(ReviewRule.FailuresOnAccount, heron), (ReviewRule.ManyAccounts, kestrel), (ReviewRule.Travel, heron)], items.Select(i => (i.Rule, i.SubjectUserId!.Value)));
        Assert.DoesNotContain(items, item => item.Evidence.Contains("203.0.113.7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_a_stranger_writes_is_taken_away()
    {
        await using var app = await AccountApp.Start(settings: [("Proxy:Trusted", "192.0.2.1"), ("Abuse:PlaceHeader", "CF-IPCountry"), ("Abuse:FailuresOnAccount", "2")]);
        await app.Member("heron");
        foreach (var place in new[] { "DE", "BR" })
            await app.Open("203.0.113.7", place).Submit("/account/login", ("Typed.Email", "heron@example.org"), ("Typed.Password", AccountApp.Password));
        for (var i = 0; i < 2; i++) await app.Open().Submit("/account/login", ("Typed.Email", "heron@example.org"), ("Typed.Password", "not the password"));

        await Eventually.Holds(async () => await app.Data.Read(db => db.ReviewItems.AnyAsync()));
        Assert.Equal(ReviewRule.FailuresOnAccount, (await app.Data.Read(db => db.ReviewItems.SingleAsync())).Rule);
    }
}
