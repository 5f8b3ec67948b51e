using System.Net;
using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Sessions;
using HydraX.Tests.Support;
using HydraX.Web.Components.Account;
using HydraX.Web.Hosting.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HydraX.Tests.Account;

/// <summary>Somebody tries passwords ten thousand times. Hashing is counted and made cheap, since what matters is how often it is done.</summary>
public sealed class ManyTriesTests
{
    private const string Home = "198.51.100.7";
    private const string Refusal = "Address or password is wrong. After 5 wrong tries an account rests for 5 minutes.";

    [Fact]
    public async Task Of_ten_thousand_tries_no_more_than_allowed_are_looked_at_and_the_member_still_comes_in_at_home()
    {
        await using var site = await TestSite.Start();
        using var host = site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1).AddSingleton<Counted>().AddScoped<IPasswordHasher<User>, CountingHasher>()));
        var counted = host.Services.GetRequiredService<Counted>();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(new(), AccountApp.Password);
            await host.Services.GetRequiredService<Arrivals>().FromWeb(new("heron", "heron@example.org", hash, IsConfirmed: true));
            await host.Services.GetRequiredService<Arrivals>().FromWeb(new("newcomer", "newcomer@example.org", hash));
        }
        Assert.Null(await Try(host, "heron@example.org", AccountApp.Password, Home));

        // One account, from as many addresses.
        counted.Checks = 0;
        Assert.Equal([Refusal], await TryMany(host, 4_000, i => "heron@example.org", i => $"10.{i >> 8}.{i & 255}.1"));
        Assert.InRange(counted.Checks, 5, 6);

        // A name that nobody has, and an address that nobody has proved: no other answer and no more work.
        foreach (var typed in new[] { "nobody@example.org", "newcomer@example.org" })
        {
            counted.Checks = 0;
            Assert.Equal([Refusal], await TryMany(host, 2_000, i => typed, i => $"10.{i >> 8}.{i & 255}.2"));
            Assert.Equal(5, counted.Checks);
        }

        // Many names, from one address: one that shares its counter with none of the thousands before.
        var counters = Enumerable.Range(0, 4_000).SelectMany(i => new[] { $"10.{i >> 8}.{i & 255}.1", $"10.{i >> 8}.{i & 255}.2" }).Select(Counter).ToHashSet();
        var alone = Enumerable.Range(0, 256).Select(i => $"10.99.{i}.1").First(address => !counters.Contains(Counter(address)));
        counted.Checks = 0;
        Assert.Equal([Refusal, AccountPace.TooFast], await TryMany(host, 2_000, i => $"nobody{i}@example.org", i => alone));
        Assert.Equal(20, counted.Checks);

        // The right password: from anywhere else it has to wait, from where its member has been it counts.
        Assert.Equal(Refusal, await Try(host, "heron@example.org", AccountApp.Password, "10.99.0.2"));
        Assert.Null(await Try(host, "heron@example.org", AccountApp.Password, "198.51.100.99"));
    }

    [Fact]
    public async Task Who_shares_the_members_network_guesses_no_faster_than_an_account_lets_anybody()
    {
        await using var site = await TestSite.Start();
        using var host = site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services
            .Configure<PasswordHasherOptions>(options => options.IterationCount = 1).AddSingleton<Counted>().AddScoped<IPasswordHasher<User>, CountingHasher>()));
        await using (var scope = host.Services.CreateAsyncScope())
            await host.Services.GetRequiredService<Arrivals>().FromWeb(new("heron", "heron@example.org", scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(new(), AccountApp.Password), IsConfirmed: true));
        Assert.Null(await Try(host, "heron@example.org", AccountApp.Password, Home));
        host.Services.GetRequiredService<Counted>().Checks = 0;

        await TryMany(host, 200, _ => "heron@example.org", i => $"198.51.100.{i}");

        Assert.InRange(host.Services.GetRequiredService<Counted>().Checks, 10, 11);
    }

    // One increment would be kept and the rest be lost, and a right guess among them would count.
    [Theory, EachProvider]
    public async Task Of_forty_tries_at_the_same_instant_no_more_are_looked_at_than_of_forty_one_after_the_other(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        // Slow enough that all are under way before one is through.
        using var host = Counting(site, rounds: 50_000);
        var counted = host.Services.GetRequiredService<Counted>();
        await Register(host, "heron");

        foreach (var typed in new[] { "heron@example.org", "nobody@example.org" })
        {
            counted.Checks = 0;
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Try(host, typed, $"wrong password {i}", $"10.{i}.0.1"))));

            Assert.Equal([Refusal], answers.Distinct());
            Assert.Equal(5, counted.Checks);
            Assert.Equal(Refusal, await Try(host, typed, AccountApp.Password, "10.99.0.1"));
            Assert.Equal(5, counted.Checks);
        }
    }

    [Fact]
    public async Task An_account_without_a_password_takes_the_same_work_and_rests_as_one_that_is_not_there()
    {
        await using var site = await TestSite.Start();
        using var host = Counting(site);
        var (counted, changes) = (host.Services.GetRequiredService<Counted>(), host.Services.GetRequiredService<AccountChanges>());
        var member = await host.Services.GetRequiredService<Arrivals>().FromTelegram(new(42, "kestrel", null));
        Assert.True((await changes.ConfirmEmail((await changes.AskEmail(member.UserId, "kestrel@example.org")).Value.Token)).Succeeded);

        foreach (var typed in new[] { "kestrel@example.org", "nobody@example.org" })
        {
            counted.Checks = 0;
            Assert.Equal([Refusal], await TryMany(host, 12, _ => typed, i => $"10.{i}.0.1"));
            Assert.Equal(5, counted.Checks);
        }
    }

    // An account is found by its address in any case; what is none must not have further tries for each spelling.
    [Fact]
    public async Task An_address_in_another_spelling_has_no_further_tries_whether_there_is_an_account_or_not()
    {
        await using var site = await TestSite.Start();
        using var host = Counting(site);
        var counted = host.Services.GetRequiredService<Counted>();
        await Register(host, "kestrel");

        var looks = new List<(int InAnyCase, int WithTheSign)>();
        foreach (var rest in new[] { "estrel@example.org", "nobody@example.org" })
        {
            counted.Checks = 0;
            await TryMany(host, 12, i => (i % 2 == 0 ? "k" : "K") + rest, i => $"10.{i}.0.1");
            var inAnyCase = counted.Checks;
            await TryMany(host, 12, _ => "\u212A" + rest, i => $"10.{i}.0.2");
            looks.Add((inAnyCase, counted.Checks));
        }

        Assert.Equal(5, looks[0].InAnyCase);
        Assert.Equal(looks[0], looks[1]);
    }

    [Theory, EachProvider]
    public async Task Wrong_tries_are_forgotten_after_as_long_whether_there_is_an_account_or_not(DatabaseProvider provider)
    {
        await using var site = await TestSite.Start(provider);
        var time = new ShiftedTime();
        using var host = Counting(site, time);
        var counted = host.Services.GetRequiredService<Counted>();
        await Register(host, "heron");

        foreach (var typed in new[] { "heron@example.org", "nobody@example.org" })
        {
            counted.Checks = 0;
            await TryMany(host, 4, _ => typed, i => $"10.{i}.0.1");
            time.Shift += TryRules.Rest;
            await TryMany(host, 6, _ => typed, i => $"10.{i}.0.2");
            Assert.Equal((typed, 9), (typed, counted.Checks));
            time.Shift += TryRules.Rest;
            await TryMany(host, 6, _ => typed, i => $"10.{i}.0.3");
            Assert.Equal((typed, 14), (typed, counted.Checks));
        }
        time.Shift += TryRules.Rest;
        Assert.Null(await Try(host, "heron@example.org", AccountApp.Password, "10.9.0.1"));
        var (count, until) = await site.Data.Read(db => db.Users.Select(u => new ValueTuple<int, DateTimeOffset?>(u.AccessFailedCount, u.LockoutEnd)).SingleAsync());
        Assert.Equal((0, null), (count, until));
    }

    private static WebApplicationFactory<Program> Counting(TestSite site, TimeProvider? time = null, int rounds = 1) => site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = rounds).AddSingleton<Counted>().AddScoped<IPasswordHasher<User>, CountingHasher>();
        if (time is not null) services.AddSingleton(time);
    }));

    private static async Task Register(WebApplicationFactory<Program> host, string name)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>().HashPassword(new(), AccountApp.Password);
        Assert.True((await host.Services.GetRequiredService<Arrivals>().FromWeb(new(name, $"{name}@example.org", hash, IsConfirmed: true))).Succeeded);
    }

    private static int Counter(string address) => RequestLimits.SlotOf(Networks.Party(IPAddress.Parse(address)));

    private static async Task<List<string?>> TryMany(WebApplicationFactory<Program> host, int times, Func<int, string> typed, Func<int, string> address)
    {
        var answers = new List<string?>();
        for (var i = 0; i < times; i++) answers.Add(await Try(host, typed(i), $"wrong password {i}", address(i)));
        return [.. answers.Distinct()];
    }

    // As the page does: the pace first, then the desk. Null is signed in.
    private static async Task<string?> Try(WebApplicationFactory<Program> host, string email, string password, string address)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        if (!scope.ServiceProvider.GetRequiredService<AccountPace>().MayTry(http)) return AccountPace.TooFast;
        return (await scope.ServiceProvider.GetRequiredService<SignInDesk>().ByPassword(email, password, stays: false)).Problem?.Sentence;
    }

    private sealed class Counted
    {
        private int checks;

        public int Checks
        {
            get => checks;
            set => checks = value;
        }

        public void One() => Interlocked.Increment(ref checks);
    }

    // The real clock, so many minutes on.
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }

    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options, Counted counted) : PasswordHasher<User>(options)
    {
        public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            counted.One();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
