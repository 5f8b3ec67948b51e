namespace HydraX.Web.Components.Ui.Numbers;

/// <summary>How time left is written. hydrax.js writes the same.</summary>
public static class CountdownText
{
    /// <summary>10:00, 9:48:00; in words 9 h 48 min, 2 d 3 h. Time that has passed is none left.</summary>
    public static string Of(TimeSpan left, bool inWords = false)
    {
        var seconds = Math.Max(0, (long)Math.Round(left.TotalSeconds, MidpointRounding.AwayFromZero));
        return inWords ? Words(seconds) : Clock(seconds);
    }

    private static string Clock(long s) =>
        s >= 3600 ? $"{s / 3600}:{s / 60 % 60:00}:{s % 60:00}" : $"{s / 60:00}:{s % 60:00}";

    private static string Words(long s) => s switch
    {
        >= 86_400 => $"{s / 86_400} d {s / 3600 % 24} h",
        >= 3600 => $"{s / 3600} h {s / 60 % 60} min",
        >= 60 => $"{s / 60} min",
        _ => $"{s} s",
    };
}
