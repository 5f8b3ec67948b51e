using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>Time zones by their IANA names, and when a local day begins.</summary>
public static class TimeZoneRules
{
    /// <summary>The zones that a member may choose: what this machine's time zone data knows, UTC first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "UTC",
        .. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && z.Id.Contains('/', StringComparison.Ordinal) && !z.Id.StartsWith("Etc/", StringComparison.Ordinal)).Select(z => z.Id).Order(StringComparer.Ordinal),
    ];

    /// <summary>Null for a zone that may be chosen. Problem: <c>users.time-zone</c>.</summary>
    public static Problem? Check(string? zone) => zone is not null && All.Contains(zone)
        ? null
        : Problem.Of("users.time-zone", "This time zone is not known here. Choose one of the list, such as Europe/Berlin.");

    /// <summary>The local date at an instant; an unknown zone is read as UTC.</summary>
    public static DateOnly Date(string zone, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Info(zone)).DateTime);

    /// <summary>The first instant of the next local day. Where summer time begins at midnight, that is one o'clock.</summary>
    public static DateTimeOffset NextDay(string zone, DateTimeOffset now)
    {
        var info = Info(zone);
        var start = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(now, info).Date.AddDays(1), DateTimeKind.Unspecified);
        while (info.IsInvalidTime(start)) start = start.AddMinutes(15);
        // A midnight that comes twice: the day begins with the first.
        var offset = info.IsAmbiguousTime(start) ? info.GetAmbiguousTimeOffsets(start).Max() : info.GetUtcOffset(start);
        return new DateTimeOffset(start, offset).ToUniversalTime();
    }

    private static TimeZoneInfo Info(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info) ? info : TimeZoneInfo.Utc;
}
