using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Protection;

public sealed class KeyRotationTests
{
    private static readonly Actor By = new(null, null, Origin.Start);

    [Theory, EachProvider]
    public async Task A_new_key_is_announced_then_used_and_the_old_one_retires_when_nothing_needs_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (protector, rotation) = (core.Get<Protector>(), core.Get<KeyRotation>());
        await Join(core, "kestrel");

        Assert.Equal(2, await Begin(core));
        Assert.Equal(2, await Begin(core)); // one that is not in use yet is new enough
        Assert.StartsWith("k1.", protector.Protect(UserSecrets.Email, "x"), StringComparison.Ordinal);
        core.Time.Advance(ProtectionRing.Announcement);
        Assert.StartsWith("k2.", protector.Protect(UserSecrets.Email, "x"), StringComparison.Ordinal);
        await Join(core, "osprey");

        // Under either key an address is found, and taken.
        Assert.Equal("users.email-taken", (await Register(core, "falcon", "kestrel@example.org")).Code);
        Assert.Equal("users.email-taken", (await Register(core, "merlin", "osprey@example.org")).Code);

        var first = await rotation.Run();
        Assert.Equal((1, 0, 0), (first.Values, first.Retired, first.Unreadable.Count)); // a node that was slow may still write with the old key
        core.Time.Advance(ProtectionRing.Announcement);
        var second = await rotation.Run();
        Assert.Equal((0, 1, 0), (second.Values, second.Retired, second.Unreadable.Count));
        Assert.Equal(new(0, 0, []), await rotation.Run() with { Unreadable = [] });

        Assert.All(await Rows(core), row =>
        {
            Assert.StartsWith("k2.", row.ProtectedEmail, StringComparison.Ordinal);
            Assert.StartsWith("k2.", row.EmailLookup, StringComparison.Ordinal);
            Assert.Equal($"{row.UserName}@example.org", protector.Reveal(UserSecrets.Email, row.ProtectedEmail));
        });
        Assert.Single(protector.Lookups(UserSecrets.Email, "kestrel@example.org"));
        Assert.Equal("users.email-taken", (await Register(core, "buzzard", "kestrel@example.org")).Code);
    }

    [Theory, EachProvider]
    public async Task A_second_node_knows_a_new_key_before_it_is_used(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        _ = other.Get<Protector>().Protect(UserSecrets.Email, "x");

        await Begin(core);
        core.Time.Advance(ProtectionRing.Announcement);
        other.Time.Advance(ProtectionRing.Announcement - TimeSpan.FromSeconds(1)); // its clock is behind

        var text = core.Get<Protector>().Protect(UserSecrets.Email, "kestrel@example.org");
        Assert.StartsWith("k2.", text, StringComparison.Ordinal);
        Assert.Equal("kestrel@example.org", other.Get<Protector>().Reveal(UserSecrets.Email, text));
        Assert.StartsWith("k1.", other.Get<Protector>().Protect(UserSecrets.Email, "x"), StringComparison.Ordinal);
        Assert.Contains(core.Get<Protector>().Lookup(UserSecrets.Email, "x@example.org"), other.Get<Protector>().Lookups(UserSecrets.Email, "x@example.org"));
    }

    [Theory, EachProvider]
    public async Task A_rotation_killed_half_way_goes_on_where_it_had_come_to(DatabaseProvider provider)
    {
        const int members = 250, block = 200;
        await using var core = await TestCore.Create(provider);
        var last = 0L;
        for (var i = 0; i < members; i++) last = await Join(core, $"kestrel_{i}");
        await Begin(core);
        core.Time.Advance(2 * ProtectionRing.Announcement);
        // The database ends the second write half-way, as a power cut does.
        await core.Data.Run(work => work.Execute(provider == DatabaseProvider.Sqlite
            ? $"CREATE TRIGGER cut BEFORE UPDATE ON users WHEN NEW.user_id = {last} BEGIN SELECT RAISE(ABORT, 'the power is gone'); END"
            : $"CREATE FUNCTION cut() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''the power is gone''; END' LANGUAGE plpgsql; CREATE TRIGGER cut BEFORE UPDATE ON users FOR EACH ROW WHEN (NEW.user_id = {last}) EXECUTE FUNCTION cut()"));

        Assert.Contains("the power is gone", (await Assert.ThrowsAnyAsync<DbException>(() => core.Get<KeyRotation>().Run())).Message, StringComparison.Ordinal);
        Assert.Equal(block, await Done(core));
        await core.Data.Run(work => work.Execute(provider == DatabaseProvider.Sqlite ? "DROP TRIGGER cut" : "DROP TRIGGER cut ON users"));

        var report = await core.Get<KeyRotation>().Run();
        Assert.Equal((members - block, 1), (report.Values, report.Retired));
        Assert.Equal(members, await Done(core));
    }

    [Theory, EachProvider]
    public async Task Keys_of_cookies_are_protected_anew_as_well_and_still_open_what_they_have_sealed(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var sealedText = site.Get<IDataProtectionProvider>().CreateProtector("test").Protect("kestrel");
        Assert.Contains(">k1.", await CookieKeys(site), StringComparison.Ordinal);
        // As after the announcement, by a node that starts then.
        await site.Get<ProtectionRing>().Add((_, _) => { }, CancellationToken.None);
        await site.Data.Run(work => work.Db.ProtectionKeys.Where(key => key.KeyId == 2).ExecuteUpdateAsync(key => key.SetProperty(k => k.ActiveFrom, TimeProvider.System.GetUtcNow().AddHours(-1))));
        await using var other = site.WithWebHostBuilder(_ => { });

        Assert.Equal(1, await other.Services.GetRequiredService<KeyRotation>().Waiting());
        var report = await other.Services.GetRequiredService<KeyRotation>().Run();

        Assert.Equal((1, 1), (report.Values, report.Retired));
        var rows = await CookieKeys(site);
        Assert.Contains(">k2.", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(">k1.", rows, StringComparison.Ordinal);
        Assert.Equal("kestrel", other.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText));
    }

    private static async Task<string> CookieKeys(TestSite site) => string.Concat(await site.Data.Read(db => db.Set<DataProtectionKey>().Select(key => key.Xml).ToListAsync()));

    [Fact]
    public async Task A_value_that_no_key_opens_is_named_and_keeps_the_keys()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        await Join(core, "kestrel");
        var broken = await Join(core, "osprey");
        await core.Data.Run(work => work.Db.Users.Where(u => u.Id == broken).ExecuteUpdateAsync(u => u.SetProperty(x => x.ProtectedEmail, "k1.AAAA")));
        await Begin(core);
        core.Time.Advance(2 * ProtectionRing.Announcement);

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => core.Get<KeyRotation>().Demand(CancellationToken.None));

        Assert.Contains($"users.email of {broken}", told.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Done(core));
        Assert.Equal(0, await core.Data.Read(db => db.ProtectionKeys.CountAsync(key => key.RetiredAt != null)));
    }

    private static async Task<int> Begin(TestCore core) => (await core.Get<ProtectionOperations>().ReplaceKey("Yearly", By)).Value;

    private static Task<int> Done(TestCore core) => core.Data.Read(db => db.Users.CountAsync(u => u.ProtectedEmail!.StartsWith("k2.")));

    private static Task<List<User>> Rows(TestCore core) => core.Data.Read(db => db.Users.Where(u => u.ProtectedEmail != null).ToListAsync());

    private static async Task<long> Join(TestCore core, string name) => (await core.Get<Arrivals>().FromWeb(new(name, $"{name}@example.org", "hash"))).Value.UserId;

    private static async Task<Core.Kernel.Problem> Register(TestCore core, string name, string email) => (await core.Get<Arrivals>().FromWeb(new(name, email, "hash"))).Problem!;
}
