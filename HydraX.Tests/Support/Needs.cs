namespace HydraX.Tests.Support;

/// <summary>
/// What a test needs beyond the SDK. Where it is absent the test is reported as skipped, with the reason; in CI as failed, so that nobody takes
/// a skipped check for a passed one.
/// </summary>
public static class Needs
{
    /// <summary>Where Debian's package puts the browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Why a test that needs a PostgreSQL server cannot run here; nothing where it can.</summary>
    public static string? NoPostgreSql =>
        TestDatabase.PostgreSqlServer is null ? "Set HYDRAX_TEST_POSTGRESQL to a PostgreSQL server's connection string (superuser, no database) to run this." : null;

    /// <summary>Why a test that needs a browser cannot run here; nothing where it can.</summary>
    public static string? NoBrowser => File.Exists(Chromium) ? null : $"There is no browser at {Chromium}; install Debian's chromium to run this.";

    /// <summary>Whether this is CI, where nothing may be skipped.</summary>
    public static bool InCi => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Ends a test that needs a PostgreSQL server where there is none.</summary>
    public static void PostgreSql() => Have(NoPostgreSql);

    /// <summary>Ends a test that needs a browser where there is none.</summary>
    public static void Browser() => Have(NoBrowser);

    private static void Have(string? missing)
    {
        if (missing is not null && InCi) Assert.Fail(missing);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
