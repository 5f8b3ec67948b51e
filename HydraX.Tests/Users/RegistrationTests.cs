using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Tests.Users;

public sealed class RegistrationTests
{
    [Theory, EachProvider]
    public async Task A_first_message_registers_a_nibbler_recruit_with_a_referral_code(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var card = await core.Get<Arrivals>().FromTelegram(new(42, "kestrel", "Kes Trel"));

        Assert.Equal(("kestrel", TierCode.Nibbler, true), (card.Username, card.Tier, card.IsNew));
        var user = await core.User(card.UserId);
        Assert.Equal((42L, SubscriptionStatus.Inactive, true), (user.TelegramId, user.SubscriptionStatus, user.IsActive));
        var profile = await core.Profile(card.UserId);
        Assert.Equal(RankCode.Recruit, profile.CurrentRank);
        Assert.Matches("^[A-HJ-NP-Z2-9]{8}$", profile.ReferralCode!);
        Assert.False((await core.Get<Arrivals>().FromTelegram(new(42, "renamed", null))).IsNew);
    }

    [Theory, EachProvider]
    public async Task Two_first_messages_at_the_same_instant_make_one_member(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await using var other = await core.SecondNode();

        var cards = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? core : other).Get<Arrivals>().FromTelegram(new(42, "kestrel", null))));

        Assert.Single(cards.Select(c => c.UserId).Distinct());
        Assert.Equal(1, cards.Count(c => c.IsNew));
        Assert.Equal((1, 1), await core.Data.Read(async db => (await db.Users.CountAsync(), await db.Profiles.CountAsync())));
    }

    [Theory, EachProvider]
    public async Task People_with_taken_strange_or_no_names_all_get_one_of_their_own(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var arrivals = core.Get<Arrivals>();
        var emoji = string.Concat(Enumerable.Repeat("🦅", 64));
        var people = new TelegramPerson[] { new(1, "kestrel", null), new(2, "KESTREL", null), new(3, null, emoji), new(4, null, null), new(5, "admin", null), new(6, "ab", "<b>Anna</b> Müller"), new(7, null, "𝓗𝔂𝓭𝓻𝓪\0") };

        var names = new List<string>();
        foreach (var person in people) names.Add((await arrivals.FromTelegram(person)).Username);

        Assert.All(names, n => Assert.Null(UsernameRules.Check(n)));
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("kestrel", names[0]);
        Assert.StartsWith("KESTREL_", names[1], StringComparison.Ordinal);
    }
}
