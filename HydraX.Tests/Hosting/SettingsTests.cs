using HydraX.Tests.Support;
using HydraX.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace HydraX.Tests.Hosting;

public sealed class SettingsTests
{
    private const string MasterKey = "Security:MasterKey";

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is \"Oracle\"; set one of Sqlite, SqlServer, PostgreSql.")]
    [InlineData("Database:MaxBatchSize", "many", "Database:MaxBatchSize is \"many\"; set a whole number such as 10.")]
    [InlineData("Database:MaxBatchSize", "0", "Database:MaxBatchSize must be at least 1, or empty for the provider's own figure.")]
    [InlineData("Database:Privider", "Sqlite", "Database:Privider is no setting. In this section there are Database:Provider, Database:MaxBatchSize.")]
    [InlineData("Databse:Provider", "Sqlite", "Databse is not known; Database is.")]
    [InlineData("PublikUrl", "https://hydrax.example", "PublikUrl is not known; PublicUrl is.")]
    [InlineData("PublicUrl", "hydrax", "PublicUrl must be empty or the address of the site, for example https://hydrax.example")]
    [InlineData("ConnectionStrings:HydraX", "Data Source=/no/such/folder/hydrax.db", "ConnectionStrings:HydraX names a file in /no/such/folder, a folder that does not exist; make it, or set for example Data Source=hydrax.db")]
    [InlineData("ConnectionStrings:HydraX", "Sauce=hydrax.db", "ConnectionStrings:HydraX cannot be read for Sqlite; set for example Data Source=hydrax.db")]
    [InlineData("Clock:Mode", "Rehearsal", "Clock:Mode is Rehearsal, which Production refuses; set System, or ASPNETCORE_ENVIRONMENT=Development to rehearse.")]
    [InlineData("Xp:TradeXpPerDay", "-1", "Xp:TradeXpPerDay must be 0 or more, for example 3000.")]
    [InlineData(MasterKey, "c2hvcnQ=", "Security:MasterKey is no master key; set 32 random bytes as base64, for example the output of: openssl rand -base64 32.")]
    [InlineData("Security:PreviousMasterKey", "c2hvcnQ=", "Security:PreviousMasterKey is no master key; set the one that Security:MasterKey was before, or take it out.")]
    [InlineData("Security:Contact", "security@hydrax.example", "Security:Contact must be empty, or an address such as mailto:security@hydrax.example or https://hydrax.example/security")]
    [InlineData("Admin:Email", "chief@hydrax.example", "Admin:Email and Admin:Password must both be given, or neither.")]
    [InlineData("TelegramLogin:ClientSecret", "hush", "TelegramLogin:ClientId and TelegramLogin:ClientSecret go together, as BotFather gives them under Bot Settings, Web Login; or set neither.")]
    [InlineData("TelegramLogin:Authority", "http://telegram.example", "TelegramLogin:Authority must be an https address, for example https://oauth.telegram.org.")]
    [InlineData("Metrics:Token", "short", "Metrics:Token must be empty or have at least 16 printable characters, for example the output of: openssl rand -hex 32")]
    [InlineData("Proxy:Trusted", "10.0.0.0/8, nginx", "Proxy:Trusted holds \"nginx\"; set addresses or networks such as 127.0.0.1, 10.0.0.0/8")]
    [InlineData("Api:RequestsPerMinute", "0", "Api:RequestsPerMinute must be at least 1, for example 600.")]
    public void A_fault_names_the_setting_and_what_would_be_right(string name, string value, string fault) =>
        Assert.Equal([fault], Faults((name, value)));

    [Fact]
    public void All_faults_are_listed_at_once_and_secrets_are_not_repeated()
    {
        var faults = Faults(("Database:Provider", "PostgreSql"), ("Clock:Mode", "Sundial"), ("Metrics:Token", "hush"), ("Proxy:Trusted", "?"));

        Assert.Equal(4, faults.Count);
        Assert.StartsWith("ConnectionStrings:HydraX is missing; for PostgreSql set for example Host=", faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain(faults, fault => fault.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_set_and_what_is_shipped_have_no_fault()
    {
        Assert.Empty(Faults());
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build();
        // The one thing that is never shipped.
        Assert.StartsWith("Security:MasterKey is missing; set 32 random bytes as base64, for example the output of: openssl rand -base64 32.", Assert.Single(SettingsCheck.Faults(KnownSettings.All, new(shipped, IsProduction: true))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_stands_in_the_guide()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        var missing = KnownSettings.All.SelectMany(section => section.Keys).Where(key => !guide.Contains($"`{key}`", StringComparison.Ordinal)).ToList();

        Assert.True(missing.Count == 0, $"docs/operations.md does not name {string.Join(", ", missing)}");
    }

    private static IReadOnlyList<string> Faults(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { [MasterKey] = TestKeys.Master };
        foreach (var (name, value) in settings) all[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return SettingsCheck.Faults(KnownSettings.All, new(configuration, IsProduction: true));
    }
}
