using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using HydraX.Core.Users.Factors;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users.Keys;

public sealed class ApiKeyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_key_is_read_back_and_a_slip_of_the_hand_is_seen_before_the_database_is_asked()
    {
        var key = ApiKeyText.New();

        Assert.Matches("^hx_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$", key.Text);
        Assert.Equal(key.PublicId, ApiKeyText.Read(key.Text)?.PublicId);
        var slip = key.Text[..20] + (key.Text[20] == 'a' ? 'b' : 'a') + key.Text[21..];
        Assert.Null(ApiKeyText.Read(slip));
        Assert.Null(ApiKeyText.Read(""));
        Assert.Null(ApiKeyText.Read(key.Text + "x"));
        Assert.DoesNotContain(key.Text[20..], $"{key}", StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_made_key_opens_as_its_owner_and_only_its_hash_is_kept(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("kestrel");
        var made = await Make(core, user, "read");

        var holder = (await core.Get<KeyRing>().Open(made.Key.Text)).Value;

        Assert.Equal((user, "kestrel", made.Key.PublicId), (holder.UserId, holder.Username, holder.PublicId));
        Assert.Equal(["read"], holder.Scopes);
        var row = await core.Data.Read(db => db.ApiKeys.SingleAsync());
        Assert.DoesNotContain(made.Key.Text[17..], string.Join(' ', row.PublicId, row.SecretHash, row.Name), StringComparison.Ordinal);
        Assert.Equal("keys.made", (await core.Data.Read(db => db.Audit.SingleAsync(a => a.SubjectKind == ApiKeys.Subject))).Action);
    }

    [Theory, EachProvider]
    public async Task What_creates_xp_goes_only_to_keys_made_by_admins_and_ends_with_their_role(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var admin = await Admin(core);

        Assert.Equal("keys.scope-admin", (await core.Get<ApiKeys>().Make(new(user, "mine", ["xp:write"]), By(user))).Problem?.Code);
        Assert.Equal("keys.not-yours", (await core.Get<ApiKeys>().Make(new(admin, "theirs", ["read"]), By(user))).Problem?.Code);
        var made = (await core.Get<ApiKeys>().Make(new(user, "service", ["read", "xp:write"], Why: "The awards service"), By(admin))).Value;
        Assert.Equal(["read", "xp:write"], (await core.Get<KeyRing>().Open(made.Key.Text)).Value.Scopes);

        await core.Data.Run(work => work.Db.UserRoles.ExecuteDeleteAsync());
        Assert.Equal(["read"], (await core.Get<KeyRing>().Open(made.Key.Text)).Value.Scopes);
    }

    // Whoever knows their password alone must not get by a key what a session of theirs would not open.
    [Theory, EachProvider]
    public async Task Staff_without_a_second_factor_makes_and_replaces_no_key(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (admin, keys) = (await Admin(core), core.Get<ApiKeys>());
        var made = (await keys.Make(new(admin, "service", ["read", "xp:write"]), By(admin))).Value;
        Assert.True((await core.Get<SecondFactors>().Remove(By(admin))).Succeeded);

        Assert.Equal("keys.second-factor", (await keys.Make(new(admin, "mine", ["read"]), By(admin))).Problem?.Code);
        Assert.Equal("keys.second-factor", (await keys.Make(new(await core.Member(), "theirs", ["read"]), By(admin))).Problem?.Code);
        Assert.Equal("keys.second-factor", (await keys.Replace(made.ApiKeyId, TimeSpan.Zero, By(admin))).Problem?.Code);
        Assert.True((await keys.Revoke(made.ApiKeyId, By(admin))).Succeeded);
    }

    [Theory, EachProvider]
    public async Task A_key_of_staff_acts_as_that_of_a_member_while_its_owner_has_no_second_factor_but_for_the_one_of_the_settings(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (admin, member, ring) = (await Admin(core), await core.Member(), core.Get<KeyRing>());
        var own = (await core.Get<ApiKeys>().Make(new(admin, "own", ["read", "xp:write"]), By(admin))).Value.Key.Text;
        var service = (await core.Get<ApiKeys>().Make(new(member, "service", ["read", "xp:write"], Why: "For awards"), By(admin))).Value.Key.Text;
        await core.Get<ConfiguredKey>().Follow("a secret of any form");
        Assert.Equal((true, 2), ((await ring.Open(own)).Value.Roles.Contains(Roles.Admin), (await ring.Open(own)).Value.Scopes.Count));

        Assert.True((await core.Get<SecondFactors>().Remove(By(admin))).Succeeded);

        var holder = (await ring.Open(own)).Value;
        Assert.Equal(["read"], holder.Scopes);
        Assert.Equal([Roles.Member], holder.Roles);
        Assert.Equal(["read", "xp:write"], (await ring.Open(service)).Value.Scopes);
        var configured = (await ring.Open("a secret of any form")).Value;
        Assert.Equal((true, 2), (configured.Roles.Contains(Roles.Admin), configured.Scopes.Count));

        await Support.Staff.Code(core.Get<SecondFactors>(), admin, "chief", core.Time.GetUtcNow());
        Assert.Equal(["read", "xp:write"], (await ring.Open(own)).Value.Scopes);
    }

    [Theory, EachProvider]
    public async Task A_key_that_is_revoked_while_its_replacement_waits_is_not_replaced(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, keys) = (await core.Member(), core.Get<ApiKeys>());
        var made = await Make(core, user, "read");
        var holds = new TaskCompletionSource();
        var revoking = core.Data.Run(async work =>
        {
            await work.LockMember(user);
            holds.TrySetResult();
            await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
            await work.Db.ApiKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, core.Time.Now), Stop);
        }, Stop);
        await holds.Task;

        var replaced = await keys.Replace(made.ApiKeyId, TimeSpan.FromHours(1), By(user), stop: Stop);

        await revoking;
        Assert.Equal("keys.over", replaced.Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task Of_revoking_and_replacing_at_once_no_key_comes_after_it_was_revoked(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, keys) = (await core.Member(), core.Get<ApiKeys>());
        for (var round = 0; round < 8; round++)
        {
            var made = await Make(core, user, "read");
            var revoked = Task.Run(() => keys.Revoke(made.ApiKeyId, By(user), stop: Stop), Stop);
            var replaced = Task.Run(() => keys.Replace(made.ApiKeyId, TimeSpan.Zero, By(user), stop: Stop), Stop);
            await Task.WhenAll(revoked, replaced);

            Assert.True((await revoked).Succeeded);
            var told = await core.Data.Read(db => db.Audit.Where(a => a.SubjectId == made.Key.PublicId && a.Action != "keys.made").OrderBy(a => a.AuditEntryId).Select(a => a.Action).ToListAsync(Stop), Stop);
            Assert.Equal((string[])((await replaced).Succeeded ? ["keys.replaced", "keys.revoked"] : ["keys.revoked"]), told);
            if ((await replaced).Succeeded) await keys.Revoke((await replaced).Value.ApiKeyId, By(user), stop: Stop);
        }
    }

    [Theory, EachProvider]
    public async Task A_key_bound_to_addresses_is_refused_from_anywhere_else(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var keys = core.Get<ApiKeys>();

        Assert.Equal("keys.addresses", (await keys.Make(new(user, "a", ["read"], Addresses: "203.0.113.7, home"), By(user))).Problem!.Code);
        Assert.Equal("keys.addresses", (await keys.Make(new(user, "a", ["read"], Addresses: string.Join(' ', Enumerable.Range(0, 60).Select(i => $"203.0.113.{i}"))), By(user))).Problem!.Code);
        var made = (await keys.Make(new(user, "a", ["read"], Addresses: "203.0.113.7;198.51.100.0/24 2001:db8::/32"), By(user))).Value.Key.Text;

        foreach (var near in new[] { "203.0.113.7", "198.51.100.200", "::ffff:203.0.113.7", "2001:db8:1::9" }) Assert.True((await core.Get<KeyRing>().Open(made, near)).Succeeded, near);
        foreach (var far in new[] { "203.0.113.8", "198.51.101.1", "2001:db9::1", "::1", "not an address", null }) Assert.Equal("keys.elsewhere", (await core.Get<KeyRing>().Open(made, far)).Problem?.Code);
    }

    [Theory, EachProvider]
    public async Task A_key_is_replaced_by_one_that_takes_over_while_the_one_before_goes_on_for_a_while(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, stranger) = (await core.Member(), await core.Member());
        var (keys, ring) = (core.Get<ApiKeys>(), core.Get<KeyRing>());
        var old = (await keys.Make(new(user, "desk", ["read"], 30, "203.0.113.0/24"), By(user))).Value;
        core.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal("keys.unknown", (await keys.Replace(old.ApiKeyId, TimeSpan.Zero, By(stranger))).Problem!.Code);
        Assert.Equal("keys.overlap", (await keys.Replace(old.ApiKeyId, TimeSpan.FromDays(8), By(user))).Problem!.Code);

        var raced = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => keys.Replace(old.ApiKeyId, TimeSpan.FromHours(24), By(user))));

        var next = Assert.Single(raced, outcome => outcome.Succeeded).Value;
        Assert.All(raced.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("keys.over", outcome.Problem!.Code));
        Assert.True((await ring.Open(old.Key.Text, "203.0.113.7")).Succeeded);
        Assert.True((await ring.Open(next.Key.Text, "203.0.113.7")).Succeeded);
        Assert.Equal("keys.elsewhere", (await ring.Open(next.Key.Text, "198.51.100.1")).Problem?.Code);
        var lines = await core.Get<KeyQuestions>().Lines(user);
        Assert.Equal([(false, core.Time.GetUtcNow().AddDays(30)), (true, core.Time.GetUtcNow().AddDays(1))], lines.Select(l => (l.IsReplaced, l.ExpiresAt!.Value)));

        core.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("keys.expired", (await ring.Open(old.Key.Text, "203.0.113.7")).Problem?.Code);
        Assert.True((await ring.Open(next.Key.Text, "203.0.113.7")).Succeeded);
        Assert.Equal("keys.over", (await keys.Replace(old.ApiKeyId, TimeSpan.Zero, By(user))).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task A_wrong_revoked_expired_or_suspended_key_is_refused_with_its_reason(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var made = await Make(core, user, "read");
        var other = await Make(core, user, "read");
        var ring = core.Get<KeyRing>();

        Assert.Equal("keys.invalid", (await ring.Open("hx_live_nonsense")).Problem?.Code);
        Assert.Equal("keys.invalid", (await ring.Open(ApiKeyText.New().Text)).Problem?.Code);

        core.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal("keys.expired", (await ring.Open(made.Key.Text)).Problem?.Code);
        core.Time.Advance(-TimeSpan.FromDays(7));

        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == user)).IsActive = false);
        Assert.Equal("users.suspended", (await ring.Open(other.Key.Text)).Problem?.Code);
        await core.Data.Run(async work => (await work.Db.Users.SingleAsync(u => u.Id == user)).IsActive = true);

        var stranger = await core.Member();
        Assert.Equal("keys.unknown", (await core.Get<ApiKeys>().Revoke(made.ApiKeyId, By(stranger))).Problem?.Code);
        Assert.True((await core.Get<ApiKeys>().Revoke(made.ApiKeyId, By(user))).Succeeded);
        Assert.Equal("keys.revoked", (await ring.Open(made.Key.Text)).Problem?.Code);
        Assert.True((await ring.Open(other.Key.Text)).Succeeded);
    }

    [Theory, EachProvider]
    public async Task An_admin_says_why_of_somebody_elses_key_and_nobody_of_their_own(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (user, keys) = (await core.Member(), core.Get<ApiKeys>());
        var admin = By(await Admin(core));

        Assert.Equal(AuditReason.Missing, (await keys.Make(new(user, "theirs", ["read"], Why: " "), admin)).Problem);
        var theirs = (await keys.Make(new(user, "theirs", ["read"], Why: " Asked for by letter "), admin)).Value;
        Assert.Equal(AuditReason.Missing, (await keys.Replace(theirs.ApiKeyId, TimeSpan.Zero, admin)).Problem);
        var next = (await keys.Replace(theirs.ApiKeyId, TimeSpan.Zero, admin, "It leaked")).Value;
        Assert.Equal(AuditReason.Missing, (await keys.Revoke(next.ApiKeyId, admin, new string('x', AuditReason.Longest + 1))).Problem);
        Assert.True((await keys.Revoke(next.ApiKeyId, admin, "It leaked again")).Succeeded);
        Assert.True((await keys.Make(new(admin.UserId!.Value, "mine", ["read"], Why: "not asked"), admin)).Succeeded);

        Assert.Equal([null, "It leaked again", "It leaked", "Asked for by letter"], (await core.Get<AuditQuestions>().Page(new("keys."), null, 10)).Lines.Select(line => line.Why));
    }

    [Theory, EachProvider]
    public async Task Racing_requests_do_not_make_more_keys_than_a_member_may_have(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();

        var made = await Task.WhenAll(Enumerable.Range(0, ApiKeys.MostKeys + 6).Select(_ => core.Get<ApiKeys>().Make(new(user, "one of many", ["read"]), By(user))));

        Assert.Equal(ApiKeys.MostKeys, made.Count(m => m.Succeeded));
        Assert.All(made.Where(m => !m.Succeeded), m => Assert.Equal("keys.too-many", m.Problem?.Code));
    }

    [Theory, EachProvider]
    public async Task Use_is_noted_at_most_once_a_minute(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var made = await Make(core, await core.Member(), "read");
        var ring = core.Get<KeyRing>();
        Task<DateTimeOffset?> LastUse() => core.Data.Read(db => db.ApiKeys.Select(k => k.LastUsedAt).SingleAsync());

        await ring.Open(made.Key.Text);
        core.Time.Advance(TimeSpan.FromSeconds(59));
        await ring.Open(made.Key.Text);
        Assert.Equal(TestTime.Noon, await LastUse());

        core.Time.Advance(TimeSpan.FromSeconds(1));
        await ring.Open(made.Key.Text);
        Assert.Equal(TestTime.Noon.AddMinutes(1), await LastUse());
    }

    [Theory, EachProvider]
    public async Task The_key_of_the_settings_has_all_scopes_follows_the_setting_and_ends_with_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (configured, ring) = (core.Get<ConfiguredKey>(), core.Get<KeyRing>());
        Assert.Equal("keys.no-admin", (await configured.Follow("first secret of any form")).Problem?.Code);
        await Admin(core);

        await configured.Follow("first secret of any form");
        Assert.Equal(ApiScopes.All.Select(s => s.Name), (await ring.Open("first secret of any form")).Value.Scopes);

        await configured.Follow("second secret of any form");
        Assert.Equal("keys.invalid", (await ring.Open("first secret of any form")).Problem?.Code);
        Assert.True((await ring.Open("second secret of any form")).Succeeded);

        await configured.Follow(null);
        Assert.Equal("keys.revoked", (await ring.Open("second secret of any form")).Problem?.Code);
    }

    internal static Actor By(long user) => new(user, $"member{user}", Origin.Web);

    internal static async Task<long> Admin(TestCore core)
    {
        var admin = await core.Member();
        await core.Data.Run(async work =>
        {
            var role = await work.Db.Roles.FirstOrDefaultAsync(r => r.Name == Roles.Admin);
            if (role is null) work.Db.Add(role = new Role { Name = Roles.Admin, NormalizedName = Roles.Admin.ToUpperInvariant() });
            await work.Save();
            work.Db.Add(new IdentityUserRole<long> { RoleId = role.Id, UserId = admin });
        });
        await Support.Staff.Code(core.Get<SecondFactors>(), admin, $"member{admin}", core.Time.GetUtcNow());
        return admin;
    }

    private static async Task<MadeApiKey> Make(TestCore core, long user, params string[] scopes) =>
        (await core.Get<ApiKeys>().Make(new(user, "a key", scopes, Days: scopes is ["read"] ? 7 : null), By(user))).Value;
}
