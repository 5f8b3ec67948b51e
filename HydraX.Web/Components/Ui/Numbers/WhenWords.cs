using System.Globalization;

namespace HydraX.Web.Components.Ui.Numbers;

/// <summary>How much of an instant is written.</summary>
public enum WhenText
{
    /// <summary>13:27</summary>
    Time,

    /// <summary>19 Nov 2026</summary>
    Day,

    /// <summary>19 Nov 2026, 13:27</summary>
    DayAndTime,

    /// <summary>13:27 on the same local day, Wed within six days, else 19 Nov 2026.</summary>
    Recent,
}

/// <summary>Writes instants in a member's zone.</summary>
public static class WhenWords
{
    /// <summary>The words for <paramref name="at"/>. <see cref="WhenText.Recent"/> without <paramref name="now"/> writes day and time.</summary>
    public static string Of(DateTimeOffset at, WhenText how, MemberZone zone, DateTimeOffset? now = null)
    {
        var local = zone.Local(at);
        var format = how switch
        {
            WhenText.Time => "HH:mm",
            WhenText.Day => "d MMM yyyy",
            WhenText.Recent when now is { } n => Recent(local, zone.Local(n)),
            _ => "d MMM yyyy, HH:mm",
        };
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Recent(DateTimeOffset at, DateTimeOffset now) => (now.Date - at.Date).Days switch
    {
        0 => "HH:mm",
        > 0 and < 7 => "ddd",
        _ => "d MMM yyyy",
    };
}
