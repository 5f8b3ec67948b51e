using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Tests.Support;

namespace HydraX.Tests.Users;

public sealed class ProfileSettingsTests
{
    [Theory, EachProvider]
    public async Task A_member_takes_another_name_unless_somebody_has_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var settings = core.Get<ProfileSettings>();
        var (kestrel, osprey) = (await core.Member("kestrel"), await core.Member("osprey"));

        Assert.Equal("users.username-taken", (await settings.Rename(osprey, "Kestrel")).Problem!.Code);
        Assert.Equal("users.username-form", (await settings.Rename(osprey, "os prey")).Problem!.Code);
        Assert.Equal("users.username-staff", (await settings.Rename(osprey, "Supp0rt")).Problem!.Code);
        Assert.True((await settings.Rename(osprey, " Merlin ")).Succeeded);
        Assert.True((await settings.Rename(kestrel, "KESTREL")).Succeeded);

        Assert.Equal(("Merlin", "KESTREL"), ((await settings.Of(osprey))!.Username, (await settings.Of(kestrel))!.Username));
        Assert.Equal(osprey, (await core.Get<UserDirectory>().ByName("merlin"))!.UserId);
        Assert.Null(await core.Get<UserDirectory>().ByName("osprey"));
    }

    [Theory, EachProvider]
    public async Task Of_many_who_take_one_name_at_the_same_instant_one_gets_it(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();
        var members = new List<long>();
        for (var i = 0; i < 8; i++) members.Add(await core.Member());

        var renamed = await Task.WhenAll(members.Select((m, i) => Task.Run(() => (i % 2 == 0 ? core : other).Get<ProfileSettings>().Rename(m, "merlin"))));

        Assert.Single(renamed, r => r.Succeeded);
        Assert.All(renamed.Where(r => !r.Succeeded), r => Assert.Equal("users.username-taken", r.Problem?.Code));
    }

    [Fact]
    public async Task A_bio_is_plain_text_of_five_hundred_characters()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var settings = core.Get<ProfileSettings>();
        var user = await core.Member();

        Assert.True((await settings.Describe(user, "  Swing trader.\r\n<b>Gold</b>\0\u0007 only.  ")).Succeeded);
        Assert.Equal("Swing trader.\n<b>Gold</b> only.", (await settings.Of(user))!.Bio);
        Assert.Equal("users.bio-long", (await settings.Describe(user, new string('x', 501))).Problem!.Code);
        Assert.True((await settings.Describe(user, new string('x', 500))).Succeeded);
        Assert.True((await settings.Describe(user, " ")).Succeeded);
        Assert.Null((await settings.Of(user))!.Bio);
    }

    [Theory, EachProvider]
    public async Task A_new_time_zone_takes_effect_on_the_next_local_day(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var settings = core.Get<ProfileSettings>();
        var user = await core.Member();

        Assert.Equal("users.time-zone", (await settings.Move(user, "Mars/Olympus")).Problem!.Code);
        Assert.True((await settings.Move(user, "Asia/Tokyo")).Succeeded);

        var today = (await settings.Of(user))!;
        Assert.Equal(("UTC", "Asia/Tokyo", TestTime.Noon.Date.AddDays(1)), (today.TimeZone, today.NextTimeZone, today.NextTimeZoneFrom!.Value.UtcDateTime));

        core.Time.Midnight();
        var tomorrow = (await settings.Of(user))!;
        Assert.Equal(("Asia/Tokyo", null), (tomorrow.TimeZone, tomorrow.NextTimeZone));

        // Whatever locks the member first writes it down.
        await core.Give(user, 5);
        var profile = await core.Profile(user);
        Assert.Equal(("Asia/Tokyo", null, null), (profile.TimeZone, profile.NextTimeZone, profile.NextTimeZoneFrom));
    }

    [Fact]
    public async Task A_time_zone_chosen_and_taken_back_on_one_day_leaves_nothing_behind()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var settings = core.Get<ProfileSettings>();
        var user = await core.Member();
        await settings.Move(user, "Asia/Tokyo");
        await settings.Move(user, "UTC");

        core.Time.Midnight();

        Assert.Equal(("UTC", null), ((await settings.Of(user))!.TimeZone, (await settings.Of(user))!.NextTimeZone));
    }

    [Fact]
    public async Task Visibility_is_the_members_choice()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var user = await core.Member();

        Assert.True((await core.Get<ProfileSettings>().Show(user, Visibility.Hidden)).Succeeded);

        Assert.Equal(Visibility.Hidden, (await core.Profile(user)).Visibility);
        Assert.Equal("users.unknown", (await core.Get<ProfileSettings>().Show(999, Visibility.Hidden)).Problem!.Code);
    }
}
