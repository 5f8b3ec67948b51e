using System.Security.Cryptography;
using System.Text;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class AccountLinksTests
{
    private static readonly Actor Admin = Actor.Job;

    [Theory, EachProvider]
    public async Task A_code_of_the_bot_signs_in_once_however_many_race_for_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member("kestrel");
        var code = (await core.Get<AccountLinks>().WebSignInCode(user)).Value;
        Assert.Matches("^[A-Za-z0-9_-]{22}$", code.Code);
        Assert.Equal("kestrel", (await core.Get<AccountLinks>().Look(code.Code))!.Username);

        var uses = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? core : other).Get<AccountLinks>().UseWebSignIn(code.Code)));

        Assert.Equal(user, Assert.Single(uses, u => u.Succeeded).Value.UserId);
        Assert.All(uses.Where(u => !u.Succeeded), u => Assert.Equal(AccountLinks.Unusable, u.Problem));
        Assert.Null(await core.Get<AccountLinks>().Look(code.Code));
    }

    [Theory, EachProvider]
    public async Task A_code_holds_ten_minutes_by_the_machines_clock(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var links = core.Get<AccountLinks>();
        var code = (await links.WebSignInCode(await core.Member())).Value;
        Assert.Equal(TestTime.Noon.AddMinutes(10), code.ExpiresAt);

        core.Clock.MoveTo(TestTime.Noon.AddDays(3));
        core.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await links.Look(code.Code));
        core.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await links.Look(code.Code));
        Assert.Equal(AccountLinks.Unusable, (await links.UseWebSignIn(code.Code)).Problem);
    }

    [Fact]
    public async Task Nothing_but_the_hash_of_a_code_is_kept_and_a_new_code_makes_the_earlier_one_void()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var links = core.Get<AccountLinks>();
        var user = await core.Member();
        var first = (await links.WebSignInCode(user)).Value.Code;
        var second = (await links.WebSignInCode(user)).Value.Code;

        var row = Assert.Single(await core.Data.Read(db => db.LinkTokens.ToListAsync()));
        Assert.DoesNotContain(second, row.TokenHash, StringComparison.Ordinal);
        Assert.Equal(64, row.TokenHash.Length);
        Assert.Equal(AccountLinks.Unusable, (await links.UseWebSignIn(first)).Problem);
        Assert.True((await links.UseWebSignIn(second)).Succeeded);
    }

    [Fact]
    public async Task A_code_does_nothing_but_what_it_was_made_for()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var links = core.Get<AccountLinks>();
        var signIn = (await links.WebSignInCode(await core.Member())).Value.Code;
        var link = (await links.TelegramCode(await FromWeb(core, "osprey"))).Value.Code;

        Assert.Equal(AccountLinks.Unusable, (await links.LinkTelegram(signIn, new(42, null, null))).Problem);
        Assert.Equal(AccountLinks.Unusable, (await links.UseWebSignIn(link)).Problem);
        Assert.Null(await links.Look(link));
        Assert.Equal(AccountLinks.Unusable, (await links.UseWebSignIn("")).Problem);
    }

    [Theory, EachProvider]
    public async Task A_code_of_the_web_links_the_Telegram_account_that_sends_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var links = core.Get<AccountLinks>();
        var user = await FromWeb(core, "osprey");
        var code = (await links.TelegramCode(user)).Value.Code;

        var card = (await links.LinkTelegram(code, new(42, "osprey_tg", "Os Prey"))).Value;

        Assert.Equal((user, 42L, "osprey"), (card.UserId, card.TelegramId, card.Username));
        Assert.Equal(user, (await core.Get<Arrivals>().FromTelegram(new(42, "osprey_tg", null))).UserId);
        Assert.Equal("users.telegram-linked", Assert.Single((await core.Get<AuditQuestions>().Page(new("users.telegram-linked"), null, 10, default)).Lines).Action);
        Assert.Equal("link.linked", (await links.TelegramCode(user)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task What_cannot_be_linked_is_refused_in_words_and_leaves_the_code_usable(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var links = core.Get<AccountLinks>();
        var arrivals = core.Get<Arrivals>();
        var holder = await arrivals.FromTelegram(new(41, "kestrel", null));
        var user = await FromWeb(core, "osprey");
        var code = (await links.TelegramCode(user)).Value.Code;

        var taken = (await links.LinkTelegram(code, new(41, "kestrel", null))).Problem!;
        Assert.Equal("link.has-member", taken.Code);
        Assert.Contains("kestrel", taken.Sentence, StringComparison.Ordinal);
        Assert.Equal(41, (await core.User(holder.UserId)).TelegramId);

        Assert.True((await links.LinkTelegram(code, new(42, null, null))).Succeeded);
        await Plant(core, user, "own-code");
        Assert.Equal("link.own", (await links.LinkTelegram("own-code", new(42, null, null))).Problem!.Code);
        Assert.Equal("link.linked", (await links.LinkTelegram("own-code", new(43, null, null))).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task A_Telegram_account_that_registers_and_links_at_the_same_instant_does_one_of_both(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        for (var telegramId = 100; telegramId < 110; telegramId++)
        {
            var user = await FromWeb(core, $"osprey{telegramId}");
            var code = (await core.Get<AccountLinks>().TelegramCode(user)).Value.Code;
            var person = new TelegramPerson(telegramId, null, null);

            var linking = Task.Run(() => core.Get<AccountLinks>().LinkTelegram(code, person));
            var registering = Task.Run(() => other.Get<Arrivals>().FromTelegram(person));
            var (linked, registered) = (await linking, await registering);

            Assert.Equal(linked.Succeeded, registered.UserId == user);
            if (!linked.Succeeded) Assert.Equal("link.has-member", linked.Problem.Code);
            Assert.Equal(1, await core.Data.Read(db => db.Users.CountAsync(u => u.TelegramId == telegramId)));
        }
    }

    [Fact]
    public async Task A_suspended_member_neither_gets_nor_uses_a_code()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var links = core.Get<AccountLinks>();
        var user = await core.Member();
        var code = (await links.WebSignInCode(user)).Value.Code;
        await core.Get<Suspensions>().Suspend(user, "Spam", Admin);

        Assert.Equal(Members.Suspended, (await links.UseWebSignIn(code)).Problem);
        Assert.Equal(Members.Suspended, (await links.WebSignInCode(user)).Problem);
        Assert.Equal("users.unknown", (await links.WebSignInCode(999)).Problem!.Code);
    }

    private static async Task<long> FromWeb(TestCore core, string name) => (await core.Get<Arrivals>().FromWeb(new(name, $"{name}@example.org", "hash"))).Value.UserId;

    // A code made while the member was not linked yet, as two open settings pages would.
    private static Task Plant(TestCore core, long user, string code) => core.Data.Run(work =>
    {
        work.Db.Add(new LinkToken { TokenHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code))), Purpose = LinkPurpose.TelegramLink, UserId = user, CreatedAt = core.Time.Now, ExpiresAt = core.Time.Now.AddMinutes(10) });
        return Task.CompletedTask;
    });
}
