using System.Security.Cryptography;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Protection;

public sealed class ProtectorTests
{
    private static readonly ProtectedColumn Secret = new("drawers", "drawer_id", "secret", "secret_lookup", text => text.ToUpperInvariant());

    [Fact]
    public async Task A_protected_value_reads_back_and_shows_nothing_of_itself()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var protector = core.Get<Protector>();

        var (once, twice) = (protector.Protect(Secret, "Kestrel äöü")!, protector.Protect(Secret, "Kestrel äöü")!);

        Assert.Matches(@"^k1\.[A-Za-z0-9_-]+$", once);
        Assert.NotEqual(once, twice);
        Assert.Equal("Kestrel äöü", protector.Reveal(Secret, once));
        Assert.Null(protector.Protect(Secret, null));
        Assert.Null(protector.Reveal(Secret, null));
        Assert.Equal(protector.Lookup(Secret, "kestrel"), protector.Lookup(Secret, "KESTREL"));
        Assert.NotEqual(protector.Lookup(Secret, "kestrel"), protector.Lookup(Secret with { Table = "shelves" }, "kestrel"));
        Assert.InRange(protector.Protect(Secret, new('x', 255))!.Length, 1, ProtectedColumn.Length(255) - "999999999".Length);
        Assert.InRange(protector.Lookup(Secret, "kestrel").Length, 1, ProtectedColumn.LookupLength - "999999999".Length);
    }

    [Fact]
    public async Task What_was_altered_moved_or_never_protected_is_refused()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var protector = core.Get<Protector>();
        var text = protector.Protect(Secret, "kestrel@example.org")!;
        var altered = text[..^3] + (text[^3] == 'A' ? 'B' : 'A') + text[^2..];

        foreach (var wrong in new[] { altered, "kestrel@example.org", "", "k1.", "k1.AAAA", "kx.AAAA", "k1." + new string('A', 60), text[..20], $"k7{text[2..]}", "k99999999999999.AAAA" })
            Assert.ThrowsAny<CryptographicException>(() => protector.Reveal(Secret, wrong));
        Assert.ThrowsAny<CryptographicException>(() => protector.Reveal(Secret with { Column = "other" }, text));
    }

    [Theory, EachProvider]
    public async Task A_master_key_that_is_missing_or_another_stops_the_start_in_words(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);

        var missing = await Assert.ThrowsAsync<StartException>(() => Ring(core, null).Open(CancellationToken.None));
        Assert.StartsWith("Security:MasterKey is missing; set 32 random bytes as base64", missing.Message, StringComparison.Ordinal);

        var another = MasterKey.NewSetting();
        var wrong = await Assert.ThrowsAsync<StartException>(() => Ring(core, another).Open(CancellationToken.None));
        Assert.StartsWith($"Security:MasterKey (known as {MasterKey.Read(another)!.Id}) cannot open key k1 of the database, which was sealed by {MasterKey.Read(TestKeys.Master)!.Id}.", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(another, wrong.Message, StringComparison.Ordinal);
    }

    [Theory, EachProvider]
    public async Task A_new_master_key_takes_over_from_the_previous_one_also_when_half_of_it_was_done(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        var text = core.Get<Protector>().Protect(Secret, "kestrel");
        var next = MasterKey.NewSetting();
        // One key under the new master key, the other still under the old one.
        await Ring(core, next, TestKeys.Master).Open(CancellationToken.None);
        await core.Get<ProtectionRing>().Add((_, _) => { }, CancellationToken.None);

        var half = await Assert.ThrowsAsync<StartException>(() => Ring(core, next).Open(CancellationToken.None));
        Assert.Contains("cannot open key k2", half.Message, StringComparison.Ordinal);
        await Ring(core, next, TestKeys.Master).Open(CancellationToken.None);

        var after = Ring(core, next);
        await after.Open(CancellationToken.None);
        Assert.Equal("kestrel", new Protector(after).Reveal(Secret, text));
        await Assert.ThrowsAsync<StartException>(() => Ring(core, TestKeys.Master).Open(CancellationToken.None));
    }

    [Fact]
    public async Task A_node_that_knows_the_master_key_before_goes_on_with_the_keys_that_it_has_opened()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var before = core.Get<ProtectionRing>();
        var text = new Protector(before).Protect(Secret, "kestrel");
        var next = MasterKey.NewSetting();
        var rolled = Ring(core, next, TestKeys.Master);
        await rolled.Open(CancellationToken.None);
        await rolled.Add((_, _) => { }, CancellationToken.None);
        await core.Data.Run(work => work.Db.ProtectionKeys.Where(key => key.KeyId == 1).ExecuteUpdateAsync(key => key.SetProperty(k => k.RetiredAt, core.Time.Now)));

        // It reads the keys again.
        Assert.Equal(2, await before.Add((_, _) => { }, CancellationToken.None));

        Assert.Equal("kestrel", new Protector(before).Reveal(Secret, text));
        Assert.StartsWith("k1.", new Protector(before).Protect(Secret, "osprey"), StringComparison.Ordinal);
        core.Time.Advance(ProtectionRing.Announcement);
        Assert.Throws<CryptographicException>(() => new Protector(before).Reveal(Secret, new Protector(rolled).Protect(Secret, "osprey")));
    }

    [Theory, EachProvider]
    public async Task Nodes_that_start_together_share_one_first_key(DatabaseProvider provider)
    {
        await using var core = await TestCore.Create(provider);
        await core.Data.Run(work => work.Db.ProtectionKeys.ExecuteDeleteAsync());
        var rings = Enumerable.Range(0, 8).Select(_ => Ring(core, TestKeys.Master)).ToList();

        await Task.WhenAll(rings.Select(ring => Task.Run(() => ring.Open(CancellationToken.None))));

        Assert.Equal(1, await core.Data.Read(db => db.ProtectionKeys.CountAsync()));
        var text = new Protector(rings[0]).Protect(Secret, "kestrel");
        Assert.All(rings, ring => Assert.Equal("kestrel", new Protector(ring).Reveal(Secret, text)));
    }

    private static ProtectionRing Ring(TestCore core, string? master, string? previous = null) => new(core.Get<IDbContextFactory<HydraXDb>>(), core.Data,
        Options.Create(new ProtectionOptions { MasterKey = master, PreviousMasterKey = previous }), core.Time, NullLogger<ProtectionRing>.Instance);
}
