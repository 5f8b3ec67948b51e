using System.Data.Common;
using HydraX.Core.Abuse;
using HydraX.Core.Achievements;
using HydraX.Core.Admin.Demo;
using HydraX.Core.Data;
using HydraX.Core.Privacy;
using HydraX.Core.Protection;
using HydraX.Core.Tiers;
using HydraX.Core.Users.Sessions;
using HydraX.Core.Xp;
using HydraX.Web.Api;
using HydraX.Web.Components.Account;
using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting.Limits;
using HydraX.Web.Hosting.Watching;
using HydraX.Web.Jobs;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Login;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace HydraX.Web.Hosting.Settings;

/// <summary>
/// All sections of ours. A new setting is a property of a section's class and a line in the table of docs/operations.md, which a test holds
/// against this list; a new section is a line here as well.
/// </summary>
public static class KnownSettings
{
    /// <summary>All sections.</summary>
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        SettingsSection.Of<DatabaseOptions>(DatabaseOptions.Section, (values, _) =>
            values.MaxBatchSize is < 1 ? ["Database:MaxBatchSize must be at least 1, or empty for the provider's own figure."] : []),
        SettingsSection.Of<ConnectionStringsOptions>(ConnectionStringsOptions.Section, CheckConnection),
        SettingsSection.Of<ProtectionOptions>(ProtectionOptions.Section, (values, _) => values.Faults(mayMakeOne: false)),
        SettingsSection.Of<PrivacyOptions>(PrivacyOptions.Section, (values, _) => values.Faults()),
        SettingsSection.Of<RetentionOptions>(RetentionOptions.Section, (values, _) => values.Faults()),
        SettingsSection.Of<AddressOptions>("", (values, _) => values.Faults()),
        SettingsSection.Of<ClockOptions>(ClockOptions.Section, (values, context) =>
            values.Mode == ClockMode.Rehearsal && context.IsProduction ? ["Clock:Mode is Rehearsal, which Production refuses; set System, or ASPNETCORE_ENVIRONMENT=Development to rehearse."] : []),
        SettingsSection.Of<XpOptions>(XpOptions.Section, (values, _) =>
            values.TradeXpPerDay < 0 ? ["Xp:TradeXpPerDay must be 0 or more, for example 3000."] : []),
        SettingsSection.Of<AchievementOptions>(AchievementOptions.Section),
        SettingsSection.Of<TierOptions>(TierOptions.Section),
        SettingsSection.Of<DemoOptions>(DemoOptions.Section),
        SettingsSection.Of<SessionLimits>(SessionLimits.Section, (values, _) => values.Faults()),
        SettingsSection.Of(AdminOptions.Section, new AdminOptionsCheck()),
        SettingsSection.Of(SmtpOptions.Section, new SmtpOptionsCheck()),
        SettingsSection.Of<TelegramOptions>(TelegramOptions.Section, CheckTelegram),
        SettingsSection.Of<TelegramLoginOptions>(TelegramLoginOptions.Section, (values, context) => values.Faults(context.Configuration[nameof(AddressOptions.PublicUrl)])),
        SettingsSection.Of<ApiOptions>(ApiOptions.Section, (values, _) => values.Faults()),
        SettingsSection.Of<LimitOptions>(LimitOptions.Section, (values, _) => values.Faults()),
        SettingsSection.Of<AbuseOptions>(AbuseOptions.Section, (values, context) => values.Faults(hasProxy: SettingsSection.Read<ProxyOptions>(context.Configuration, ProxyOptions.Section).Any)),
        SettingsSection.Of<MetricsOptions>(MetricsOptions.Section, (values, _) => values.Faults()),
        SettingsSection.Of<ProxyOptions>(ProxyOptions.Section, (values, _) => values.Faults()),
    ];

    // A webhook needs the public address, which stands alone.
    private static IEnumerable<string> CheckTelegram(TelegramOptions values, SettingsContext context)
    {
        values.PublicUrl ??= context.Configuration[nameof(AddressOptions.PublicUrl)];
        return new TelegramOptionsCheck().Validate(null, values).Failures ?? [];
    }

    private static IEnumerable<string> CheckConnection(ConnectionStringsOptions values, SettingsContext context)
    {
        if (!Enum.TryParse<DatabaseProvider>(context.Configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true, out var provider)) yield break;
        var example = provider switch
        {
            DatabaseProvider.PostgreSql => "Host=localhost;Database=hydrax;Username=hydrax;Password=…",
            DatabaseProvider.SqlServer => "Server=localhost;Database=hydrax;User Id=hydrax;Password=…;Encrypt=true",
            _ => "Data Source=hydrax.db",
        };
        if (string.IsNullOrWhiteSpace(values.HydraX))
        {
            if (provider != DatabaseProvider.Sqlite) yield return $"ConnectionStrings:HydraX is missing; for {provider} set for example {example}";
            yield break;
        }
        var (read, place) = Read(provider, values.HydraX);
        if (read is null) yield return $"ConnectionStrings:HydraX cannot be read for {provider}; set for example {example}";
        else if (string.IsNullOrEmpty(place)) yield return $"ConnectionStrings:HydraX does not say where the database is; set for example {example}";
        else if (provider == DatabaseProvider.Sqlite && Path.GetDirectoryName(Path.GetFullPath(place)) is { } folder && !Directory.Exists(folder))
            yield return $"ConnectionStrings:HydraX names a file in {folder}, a folder that does not exist; make it, or set for example {example}";
    }

    private static (DbConnectionStringBuilder? Read, string? Place) Read(DatabaseProvider provider, string text)
    {
        try
        {
            return provider switch
            {
                DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(text) is var read ? (read, read.Host) : default,
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(text) is var read ? (read, read.DataSource) : default,
                _ => new SqliteConnectionStringBuilder(text) is var read ? (read, read.DataSource) : default,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return default;
        }
    }
}
