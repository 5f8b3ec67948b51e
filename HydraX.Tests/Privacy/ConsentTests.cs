using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Privacy;

public sealed class ConsentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EachProvider]
    public async Task Given_and_taken_back_by_the_same_call_each_a_line_that_stays(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var by = await Self(core) with { Address = "198.51.100.23" };
        var book = core.Get<ConsentBook>();
        Assert.All(await book.Of(by.UserId!.Value), s => Assert.False(s.Holds));

        Assert.True((await book.Say(by, ConsentPurpose.Marketing, true, 1)).Succeeded);
        Assert.True((await book.Say(by, ConsentPurpose.Marketing, true, 1)).Succeeded);
        Assert.True(await book.Holds(by.UserId.Value, ConsentPurpose.Marketing));
        Assert.True((await book.Say(by, ConsentPurpose.Marketing, false, 1)).Succeeded);

        Assert.False(await book.Holds(by.UserId.Value, ConsentPurpose.Marketing));
        var lines = await core.Data.Read(db => db.Consents.OrderBy(c => c.ConsentId).ToListAsync(Stop), Stop);
        Assert.Equal([true, false], lines.Select(l => l.IsGiven));
        Assert.All(lines, l => Assert.Equal((1, Origin.Web, "198.51.100.0/24"), (l.Version, l.Origin, l.Place)));
        Assert.Equal((await book.Text(ConsentPurpose.Marketing))!.Digest, lines[0].TextDigest);
        Assert.Equal(["consents.given", "consents.withdrawn"], await core.Data.Read(db => db.Audit.Where(a => a.Action.StartsWith("consents.")).OrderBy(a => a.AuditEntryId).Select(a => a.Action).ToListAsync(Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task Agreed_to_again_and_again_it_is_enough_for_a_day_and_taking_back_always_works(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (by, book) = (await Self(core), core.Get<ConsentBook>());
        for (var i = 0; i < ConsentRules.MostGivenInADay; i++)
        {
            Assert.True((await book.Say(by, ConsentPurpose.Marketing, true, 1)).Succeeded);
            Assert.True((await book.Say(by, ConsentPurpose.Marketing, false, 1)).Succeeded);
            core.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var refused = (await book.Say(by, ConsentPurpose.Marketing, true, 1)).Problem!;
        Assert.Equal("privacy.too-often", refused.Code);
        Assert.Contains("10 times within a day. You can do so again on 20", refused.Sentence, StringComparison.Ordinal);
        Assert.True((await book.Say(by, ConsentPurpose.Marketing, false, 1)).Succeeded);
        Assert.True((await book.Say(by, ConsentPurpose.Terms, true, 1)).Succeeded);
        Assert.Equal(2 * ConsentRules.MostGivenInADay + 1, await core.Data.Read(db => db.Consents.CountAsync(Stop), Stop));

        core.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(ConsentRules.MostGivenInADay));
        Assert.True((await book.Say(by, ConsentPurpose.Marketing, true, 1)).Succeeded);
        Assert.True((await book.Say(by, ConsentPurpose.Marketing, false, 1)).Succeeded);
        Assert.Equal("privacy.too-often", (await book.Say(by, ConsentPurpose.Marketing, true, 1)).Problem!.Code);
    }

    [Theory, EachProvider]
    public async Task A_new_version_of_the_terms_is_agreed_to_anew_and_a_wish_holds_on(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var by = await Self(core);
        var book = core.Get<ConsentBook>();
        await book.Say(by, ConsentPurpose.Terms, true, 1);
        await book.Say(by, ConsentPurpose.Broadcasts, true, 1);

        foreach (var purpose in new[] { ConsentPurpose.Terms, ConsentPurpose.Broadcasts })
            Assert.Equal(2, (await book.Publish(purpose, 1, "Another title", "Other words, long enough to be some.", "The law has changed", await core.Staff(Roles.Admin))).Value);

        var standings = (await book.Of(by.UserId!.Value)).ToDictionary(s => s.Purpose);
        Assert.Equal((false, true), (standings[ConsentPurpose.Terms].Holds, standings[ConsentPurpose.Terms].IsOutdated));
        Assert.True(standings[ConsentPurpose.Broadcasts].Holds);
        // Whoever still looks at the first version has not seen what they would agree to.
        Assert.Equal("privacy.text-changed", (await book.Say(by, ConsentPurpose.Terms, true, 1)).Problem!.Code);
        Assert.True((await book.Say(by, ConsentPurpose.Terms, true, 2)).Succeeded);
        Assert.True(await book.Holds(by.UserId.Value, ConsentPurpose.Terms));
        Assert.Equal("Terms of use", (await book.Text(ConsentPurpose.Terms, 1))!.Title);
        Assert.Null(await book.Text(ConsentPurpose.Terms, 3));
    }

    [Theory, EachProvider]
    public async Task Terms_are_owed_until_the_present_version_is_agreed_to_and_again_once_that_is_taken_back(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var (by, book) = (await Self(core), core.Get<ConsentBook>());
        Task<OwedTerms?> Owed() => core.Data.Read(db => ConsentBook.Owed(db, by.UserId!.Value, Stop), Stop);

        Assert.Equal(new(1, IsNewVersion: false), await Owed());
        await book.Say(by, ConsentPurpose.Terms, true, 1);
        Assert.Null(await Owed());
        await book.Publish(ConsentPurpose.Terms, 1, "Another title", "Other words, long enough to be some.", "The law has changed", await core.Staff(Roles.Admin));
        Assert.Equal(new(2, IsNewVersion: true), await Owed());
        await book.Say(by, ConsentPurpose.Terms, true, 2);
        Assert.Null(await Owed());
        await book.Say(by, ConsentPurpose.Terms, false, 2);
        Assert.Equal(new(2, IsNewVersion: false), await Owed());
        Assert.Null(await core.Data.Read(db => ConsentBook.Owed(db, 999_999, Stop), Stop));
    }

    [Theory, EachProvider]
    public async Task Of_two_who_publish_at_once_one_is_told_of_the_other(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var by = await core.Staff(Roles.Admin);
        var published = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
            core.Get<ConsentBook>().Publish(ConsentPurpose.Terms, 1, $"Terms {n}", $"Words of number {n}, long enough.", "A race", by, Stop), Stop)));

        Assert.Single(published, p => p.Succeeded);
        Assert.All(published.Where(p => !p.Succeeded), p => Assert.Equal("privacy.text-changed", p.Problem!.Code));
    }

    [Theory]
    [InlineData("", "Words that are long enough.", "why", "privacy.text-title")]
    [InlineData("Title", "short", "why", "privacy.text-body")]
    [InlineData("Title", "Words that are long enough.", " ", "privacy.text-why")]
    public void A_text_that_cannot_stand_is_refused_with_what_is_wrong(string title, string body, string why, string code) =>
        Assert.Equal(code, ConsentRules.Check(title, body, why)!.Code);

    [Fact]
    public async Task The_present_text_published_again_is_no_new_version()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var (title, body) = ShippedTexts.Of(ConsentPurpose.Terms);

        Assert.Equal("privacy.text-same", (await core.Get<ConsentBook>().Publish(ConsentPurpose.Terms, 1, title, body, "none", await core.Staff(Roles.Admin))).Problem!.Code);
    }

    private static async Task<Actor> Self(TestCore core)
    {
        var user = await core.Member();
        return new(user, (await core.User(user)).UserName, Origin.Web);
    }
}
