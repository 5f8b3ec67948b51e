using HydraX.Core.Data;
using HydraX.Core.Lifecycle;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Tests.Support;
using HydraX.Web.Hosting.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace HydraX.Tests.Account;

public sealed class FirstAdminTests
{
    private static readonly (string, string)[] Settings = [("Admin:Email", "boss@example.org"), ("Admin:Password", AccountApp.Password)];

    [Theory, Support.EachProvider]
    public async Task The_settings_make_the_first_admin_once_on_two_nodes_too(DatabaseProvider provider)
    {
        await using var app = await AccountApp.Start(provider, Settings);
        await using var again = app.Another([("Admin:Email", "other@example.org"), ("Admin:Password", AccountApp.Password)]);

        var admin = await app.Data.Read(db => db.UserRoles.Where(r => r.RoleId == Roles.IdOf(Roles.Admin)).Join(db.Users, r => r.UserId, u => u.Id, (_, u) => u).SingleAsync());
        Assert.Equal(("boss", "boss@example.org", true), (admin.UserName, app.Get<Protector>().Reveal(UserSecrets.Email, admin.ProtectedEmail), admin.EmailConfirmed));
        Assert.Equal("/", (await again.Open().Submit("/account/login", ("Typed.Email", "boss@example.org"), ("Typed.Password", AccountApp.Password))).RedirectedTo);
    }

    [Theory]
    [InlineData("Admin:Email and Admin:Password must both be given", "Admin:Email=boss@example.org")]
    [InlineData("Admin:Password cannot be used: This password is among the first", "Admin:Email=boss@example.org", "Admin:Password=password123")]
    [InlineData("Admin:Password cannot be used: This is no e-mail address", "Admin:Email=boss", "Admin:Password=" + AccountApp.Password)]
    [InlineData("Smtp:Port must lie between 1 and 65535", "Smtp:Host=mail.example", "Smtp:From=us@mail.example", "Smtp:Port=0")]
    [InlineData("Smtp:From must be the sender's address", "Smtp:Host=mail.example")]
    [InlineData("Smtp:User and Smtp:Password must both be given", "Smtp:Host=mail.example", "Smtp:From=us@mail.example", "Smtp:User=us")]
    public void Settings_that_cannot_work_stop_the_start_by_name(string fault, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Append($"Security:MasterKey={TestKeys.Master}").Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1])).Build();

        Assert.Contains(fault, Assert.Single(SettingsCheck.Faults(KnownSettings.All, new(configuration, IsProduction: true))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_the_console_shows_an_address_that_makes_the_first_admin_once()
    {
        var said = new StringWriter();
        var console = Console.Out;
        Console.SetOut(TextWriter.Synchronized(said));
        AccountApp app;
        try
        {
            app = await AccountApp.Start();
            await Support.Eventually.Holds(() => said.ToString().Contains("/account/setup?token=", StringComparison.Ordinal));
        }
        finally
        {
            Console.SetOut(console);
        }
        await using var running = app;
        var address = said.ToString().Split('\n').Select(l => l.Trim()).First(l => l.StartsWith($"{app.Address}account/setup?token=", StringComparison.Ordinal));
        var link = new Uri(address).PathAndQuery;
        var browser = app.Open();

        Assert.Contains("does not hold", (await browser.Get("/account/setup?token=AAAAAAAAAAAAAAAAAAAAAA")).Text, StringComparison.Ordinal);
        Assert.Contains("does not hold", (await browser.Get("/account/setup")).Text, StringComparison.Ordinal);
        Assert.Contains("at least 10", (await browser.Submit(link, ("Typed.Username", "admin"), ("Typed.Email", "boss@example.org"), ("Typed.Password", "short"))).Text, StringComparison.Ordinal);
        var other = app.Open();
        var second = await other.Get(link);
        Assert.Equal("/account/security", (await browser.Submit(link, ("Typed.Username", "admin"), ("Typed.Email", "boss@example.org"), ("Typed.Password", AccountApp.Password))).RedirectedTo);

        Assert.Contains("second factor", (await browser.Get("/admin/tiers")).Text, StringComparison.Ordinal);
        Assert.Contains("does not hold", (await other.SubmitOn(second, link, ("Typed.Username", "osprey"), ("Typed.Email", "osprey@example.org"), ("Typed.Password", AccountApp.Password))).Text, StringComparison.Ordinal);
        Assert.Contains("does not hold", (await app.Open().Get(link)).Text, StringComparison.Ordinal);
        Assert.True(await app.Get<Arrivals>().HasAdmin());
    }
}
