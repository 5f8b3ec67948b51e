namespace HydraX.Web.Components.Ui.Numbers;

/// <summary>The zone that times are drawn in. The frame cascades the member's; without one it is UTC.</summary>
public sealed class MemberZone
{
    private readonly TimeZoneInfo zone;

    private MemberZone(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>Coordinated universal time.</summary>
    public static MemberZone Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>Whether nothing is shifted, so that saying UTC beside a time is the truth.</summary>
    public bool IsUtc => zone == TimeZoneInfo.Utc;

    /// <summary>The zone of an IANA name. A name this machine does not know gives UTC: times stay right, only not local.</summary>
    public static MemberZone Of(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) && found.Id is not ("UTC" or "Etc/UTC")
            ? new(found) : Utc;

    /// <summary>The same instant on the member's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
