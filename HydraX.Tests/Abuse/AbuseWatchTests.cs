using HydraX.Core.Abuse;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users.Keys;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Abuse;

public sealed class AbuseWatchTests
{
    private const string Home = "198.51.100.7";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0";
    private const string Phone = "Mozilla/5.0 (iPhone) Safari/605.1";

    [Theory, EachProvider]
    public async Task The_fifth_account_from_one_address_is_found_and_the_address_stands_nowhere(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var members = new List<long>();
        for (var i = 0; i < 6; i++) members.Add(await core.Member());
        for (var i = 0; i < 4; i++) await Enter(core, members[i], Home);
        await Enter(core, members[0], Home);
        await Enter(core, members[5], "198.51.100.8");
        Assert.Empty(await Items(core));

        await Enter(core, members[4], Home);

        var item = Assert.Single(await Items(core));
        Assert.Equal((ReviewRule.ManyAccounts, members[4], 1), (item.Rule, item.SubjectUserId, item.Count));
        Assert.StartsWith("address:k1.", item.Subject, StringComparison.Ordinal);
        var evidence = ReviewBook.Read(item.Evidence);
        Assert.Equal((5, "198.51.100.0/24"), (evidence.Accounts, Assert.Single(evidence.Networks!)));
        Assert.Equal(members.Take(5).Order(), evidence.Members!.Order());
        var kept = await core.Data.Read(db => db.AddressSightings.Select(s => s.AddressKey).ToListAsync());
        Assert.DoesNotContain(kept.Append(item.Evidence).Append(item.Subject), text => text.Contains(Home, StringComparison.Ordinal));

        await Enter(core, members[5], Home);
        Assert.Equal(2, Assert.Single(await Items(core)).Count);
        Assert.Equal(0, await core.Get<AbuseWatch>().Prune());
        core.Time.Advance(AbuseWatch.SightingsKept + TimeSpan.FromMinutes(1));
        Assert.Equal(7, await core.Get<AbuseWatch>().Prune());
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)] // one household
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7", true)]
    [InlineData("127.0.0.1", "127.0.0.1", false)] // a proxy that nobody declared
    [InlineData(null, null, false)]
    public async Task An_address_is_one_partys(string? one, string? other, bool isOne)
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 4; i++) await Enter(core, await core.Member(), one);
        await Enter(core, await core.Member(), other);

        Assert.Equal(isOne ? 1 : 0, (await Items(core)).Count);
    }

    [Fact]
    public async Task Accounts_of_yesterday_do_not_count()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        for (var i = 0; i < 4; i++) await Enter(core, await core.Member(), Home);
        core.Time.Advance(TimeSpan.FromHours(24));

        await Enter(core, await core.Member(), Home);

        Assert.Empty(await Items(core));
    }

    // It signs in every day, each time later than the day before, so that the evening never counts with the morning.
    [Theory, EachProvider]
    public async Task A_farm_that_comes_back_the_next_day_is_counted_anew(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var members = new List<long>();
        for (var i = 0; i < 5; i++) members.Add(await core.Member());
        foreach (var member in members.Take(4)) await Enter(core, member, Home);
        core.Time.Advance(TimeSpan.FromHours(26));
        await Enter(core, members[4], Home);
        core.Time.Advance(TimeSpan.FromMinutes(5));
        foreach (var member in members.Take(3)) await Enter(core, member, Home);
        Assert.Empty(await Items(core));

        await Enter(core, members[3], Home);

        var item = Assert.Single(await Items(core));
        Assert.Equal((members[3], 1), (item.SubjectUserId, item.Count));
        Assert.Equal(members.Order(), ReviewBook.Read(item.Evidence).Members!.Order());
        foreach (var member in members) await Enter(core, member, Home);
        Assert.Equal(1, Assert.Single(await Items(core)).Count);
    }

    [Theory, EachProvider]
    public async Task A_household_that_staff_released_is_not_found_again_until_somebody_new_is_in_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var members = new List<long>();
        for (var i = 0; i < 6; i++) members.Add(await core.Member());
        foreach (var member in members.Take(5)) await Enter(core, member, Home);
        var item = Assert.Single(await Items(core)).ReviewItemId;
        Assert.True((await core.Get<ReviewDesk>().Release(item, "a family", await ReviewDeskTests.Moderator(core))).Succeeded);

        core.Time.Advance(TimeSpan.FromHours(26));
        foreach (var member in members.Take(5)) await Enter(core, member, Home);
        Assert.Single(await Items(core));
        await Enter(core, members[5], Home);

        Assert.Equal([ReviewState.Released, ReviewState.Open], (await Items(core)).Select(i => i.State));
    }

    [Theory, EachProvider]
    public async Task The_same_found_twice_at_once_by_two_nodes_is_one_item(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var user = await core.Member();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? core : other) is var node
            ? node.Data.Run(work => node.Get<ReviewBook>().Note(work, new(ReviewRule.Switching, Finding.Member(user), user, new() { Times = i }))) : Task.CompletedTask));

        var item = Assert.Single(await Items(core));
        Assert.Equal(12, item.Count);
    }

    [Fact]
    public async Task Who_changes_network_and_device_back_and_forth_is_found_once_an_hour()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        for (var i = 0; i < 7; i++)
        {
            Assert.Empty(await Items(core));
            await Seen(core, user, i % 2 == 0 ? Home : "203.0.113.9", i % 2 == 0 ? Firefox : Phone);
            core.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var item = Assert.Single(await Items(core));
        Assert.Equal((ReviewRule.Switching, user), (item.Rule, item.SubjectUserId));
        var evidence = ReviewBook.Read(item.Evidence);
        Assert.Equal(6, evidence.Times);
        Assert.Equal(["198.51.100.0/24", "203.0.113.0/24"], evidence.Networks!.Order());
        await Seen(core, user, "203.0.113.9", Phone);
        Assert.Equal(1, Assert.Single(await Items(core)).Count);
    }

    [Fact]
    public async Task Two_countries_within_two_hours_are_found_where_a_proxy_tells_them()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();
        await core.Get<AbuseWatch>().See(new MemberSeen(user, Home, Firefox, "DE", IsEntry: false));
        core.Time.Advance(TimeSpan.FromMinutes(30));

        await core.Get<AbuseWatch>().See(new MemberSeen(user, "203.0.113.9", Firefox, "BR", IsEntry: false));

        var item = Assert.Single(await Items(core));
        Assert.Equal(ReviewRule.Travel, item.Rule);
        Assert.Equal(["DE", "BR"], ReviewBook.Read(item.Evidence).Places!);
    }

    [Theory, EachProvider]
    public async Task Failures_are_found_by_account_and_by_address_and_unknown_names_are_kept_nowhere(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member();
        var watch = core.Get<AbuseWatch>();
        for (var i = 0; i < 14; i++) await watch.See(new EntryFailed(user, "heron@example.org", $"203.0.113.{i}"));
        for (var i = 0; i < 29; i++) await watch.See(new EntryFailed(null, $"nobody{i % 10}@example.org", Home));
        Assert.Empty(await Items(core));

        await watch.See(new EntryFailed(user, "heron@example.org", "203.0.113.99"));
        await watch.See(new EntryFailed(null, "nobody@example.org", Home));

        var items = await Items(core);
        Assert.Equal([(ReviewRule.FailuresOnAccount, (long?)user), (ReviewRule.FailuresFromAddress, null)], items.Select(i => (i.Rule, i.SubjectUserId)));
        Assert.Equal((30, 11), (ReviewBook.Read(items[1].Evidence).Times, ReviewBook.Read(items[1].Evidence).Accounts));
        Assert.DoesNotContain(items, item => $"{item.Evidence}{item.Subject}".Contains("example.org", StringComparison.OrdinalIgnoreCase) || item.Evidence.Contains(Home, StringComparison.Ordinal));
    }

    [Theory, EachProvider]
    public async Task A_settled_key_from_a_new_network_is_found_and_its_owner_is_told_once(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var user = await core.Member("heron");
        var made = (await core.Get<ApiKeys>().Make(new(user, "bot", ["read"]), new Actor(user, "heron", Origin.Web))).Value;
        var watch = core.Get<AbuseWatch>();
        Task Use(string address) => watch.See(new KeyUsed(made.ApiKeyId, made.Key.PublicId, user, address));
        await Use(Home);
        await Use("203.0.113.1"); // not settled yet: nothing new about it
        Assert.Empty(await Items(core));
        core.Time.Advance(TimeSpan.FromDays(7));

        await Use("198.51.100.99"); // the same network
        Assert.Empty(await Items(core));
        await Use("192.0.2.44");
        await Use("192.0.2.45");

        var item = Assert.Single(await Items(core));
        Assert.Equal((ReviewRule.KeyElsewhere, $"key:{made.ApiKeyId}", user, 1), (item.Rule, item.Subject, item.SubjectUserId, item.Count));
        var evidence = ReviewBook.Read(item.Evidence);
        Assert.Equal((made.Key.PublicId, "192.0.2.0/24"), (evidence.ApiKey, evidence.Elsewhere));
        Assert.Equal(["198.51.100.0/24", "203.0.113.0/24"], evidence.Networks!.Order());
        Assert.Contains("192.0.2.0/24", Assert.Single(await core.Told(user, "key_used_elsewhere")).Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_wait_within_a_bound_and_the_use_of_a_key_is_told_once_in_ten_minutes()
    {
        var time = new TestTime(TestTime.Noon);
        var signals = new AbuseSignals(time);
        for (var i = 0; i < AbuseSignals.Most + 500; i++) signals.Tell(new EntryFailed(i, null, Home));
        Assert.Equal(AbuseSignals.Most, signals.Waiting.Count);
        while (signals.Waiting.TryRead(out _)) { }

        for (var i = 0; i < 100; i++) signals.Tell(new KeyUsed(1, "k", 1, Home));
        signals.Tell(new KeyUsed(1, "k", 1, "203.0.113.9"));

        Assert.Equal(2, signals.Waiting.Count);
    }

    private static Task Enter(TestCore core, long user, string? address) => core.Get<AbuseWatch>().See(new MemberSeen(user, address, Firefox, null, IsEntry: true));

    private static Task Seen(TestCore core, long user, string address, string device) => core.Get<AbuseWatch>().See(new MemberSeen(user, address, device, null, IsEntry: false));

    private static Task<List<ReviewItem>> Items(TestCore core) => core.Data.Read(db => db.ReviewItems.OrderBy(i => i.ReviewItemId).ToListAsync());
}
