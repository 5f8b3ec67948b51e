using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class WebRegistrationTests
{
    private static WebPerson Person(string name, string? email = null) => new(name, email ?? $"{name}@example.org", "hash");

    [Theory, EachProvider]
    public async Task Somebody_from_the_web_gets_what_somebody_from_Telegram_gets(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);

        var card = (await core.Get<Arrivals>().FromWeb(Person("Kestrel"))).Value;

        Assert.Equal(("Kestrel", TierCode.Nibbler, true, null), (card.Username, card.Tier, card.IsNew, card.TelegramId));
        var user = await core.User(card.UserId);
        Assert.Equal(("KESTREL", "Kestrel@example.org", false, "hash", true),
            (user.NormalizedUserName, core.Get<Protector>().Reveal(UserSecrets.Email, user.ProtectedEmail), user.EmailConfirmed, user.PasswordHash, user.LockoutEnabled));
        Assert.Equal(SubscriptionStatus.Inactive, user.SubscriptionStatus);
        var profile = await core.Profile(card.UserId);
        Assert.Equal(RankCode.Recruit, profile.CurrentRank);
        Assert.Matches("^[A-HJ-NP-Z2-9]{8}$", profile.ReferralCode!);
        Assert.Equal([Roles.Member], await RolesOf(core, card.UserId));
        Assert.Equal([Roles.Member], await RolesOf(core, await core.Member()));
    }

    [Theory, EachProvider]
    public async Task Of_many_who_want_one_name_at_the_same_instant_one_gets_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();

        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            (i % 2 == 0 ? core : other).Get<Arrivals>().FromWeb(Person(i % 3 == 0 ? "KESTREL" : "kestrel", $"k{i}@example.org"))));

        Assert.Single(made, m => m.Succeeded);
        Assert.All(made.Where(m => !m.Succeeded), m => Assert.Equal("users.username-taken", m.Problem!.Code));
        Assert.Equal((1, 1, 1), await Counts(core));
    }

    [Theory, EachProvider]
    public async Task Of_many_who_register_one_address_at_the_same_instant_one_does(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();

        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            (i % 2 == 0 ? core : other).Get<Arrivals>().FromWeb(Person($"kestrel{i}", i % 3 == 0 ? "Kes@Example.org" : "kes@example.org"))));

        Assert.Single(made, m => m.Succeeded);
        Assert.All(made.Where(m => !m.Succeeded), m => Assert.Equal("users.email-taken", m.Problem!.Code));
        Assert.Equal((1, 1, 1), await Counts(core));
    }

    [Fact]
    public async Task A_name_that_may_not_be_used_is_refused_before_anything_is_written()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);

        Assert.Equal("users.username-form", (await core.Get<Arrivals>().FromWeb(Person("ab"))).Problem!.Code);
        Assert.Equal("users.username-staff", (await core.Get<Arrivals>().FromWeb(Person("Adm1n"))).Problem!.Code);
        Assert.Equal((0, 0, 0), await Counts(core));
    }

    [Theory, EachProvider]
    public async Task The_roles_are_there_from_the_first_start_on(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);

        var roles = await core.Data.Read(db => db.Roles.OrderBy(r => r.Id).ToListAsync());

        Assert.Equal(Roles.All, roles.Select(r => r.Name));
        Assert.All(roles, r => Assert.Equal(Roles.IdOf(r.Name!), r.Id));
    }

    [Theory, EachProvider]
    public async Task Of_many_first_admins_made_at_the_same_instant_one_stands(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        Assert.False(await core.Get<Arrivals>().HasAdmin());

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? core : other).Get<Arrivals>().FirstAdmin(Person(i == 0 ? "admin" : $"boss{i}") with { IsConfirmed = true })));

        var admin = Assert.Single(made, m => m.Succeeded).Value;
        Assert.All(made.Where(m => !m.Succeeded), m => Assert.Equal(Arrivals.AdminExists, m.Problem));
        Assert.Equal([Roles.Member, Roles.Admin], await RolesOf(core, admin.UserId));
        Assert.True((await core.User(admin.UserId)).EmailConfirmed);
        Assert.True(await core.Get<Arrivals>().HasAdmin());
    }

    [Theory, EachProvider]
    public async Task Whoever_took_the_admins_address_first_does_not_become_admin_with_their_own_password(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var early = (await core.Get<Arrivals>().FromWeb(new("squatter", "boss@example.org", "hash of the squatter"))).Value;
        var stamp = (await core.User(early.UserId)).SecurityStamp;

        var admin = (await core.Get<Arrivals>().FirstAdmin(new("boss", "Boss@example.org", "hash of the admin", IsConfirmed: true))).Value;

        Assert.Equal(early.UserId, admin.UserId);
        var user = await core.User(admin.UserId);
        Assert.Equal(("hash of the admin", true), (user.PasswordHash, user.EmailConfirmed));
        Assert.NotEqual(stamp, user.SecurityStamp);
    }

    private static Task<(int, int, int)> Counts(TestCore core) => core.Data.Read(async db => (await db.Users.CountAsync(), await db.Profiles.CountAsync(), await db.UserRoles.CountAsync()));

    private static Task<List<string?>> RolesOf(TestCore core, long userId) => core.Data.Read(db =>
        db.UserRoles.Where(r => r.UserId == userId).Join(db.Roles, u => u.RoleId, r => r.Id, (_, r) => r).OrderBy(r => r.Id).Select(r => r.Name).ToListAsync());
}
