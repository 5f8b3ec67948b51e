using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui.Charts;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Components.Ui.Gallery;

/// <summary>Figures for the gallery that follow the product's rules, fixed so that pictures of it can be compared.</summary>
internal static class Samples
{
    /// <summary>Thursday, ten minutes before the wipe.</summary>
    internal static readonly DateTimeOffset Now = new(2026, 11, 19, 23, 50, 0, TimeSpan.Zero);

    internal static readonly DateTimeOffset Midnight = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    internal static readonly string[] Ranks =
        ["RECRUIT", "PRIVATE", "CORPORAL", "SERGEANT", "LIEUTENANT", "CAPTAIN", "MAJOR", "COLONEL", "GENERAL", "FIELD_MARSHAL"];

    internal static readonly string[] Tiers = ["PRESS_PASS", "NIBBLER", "FANG", "COMMANDER", "APEX"];

    internal static readonly WhoIAm Who = new("dunlin", "RECRUIT", 4, 0.3, "PRESS_PASS", 5, Midnight, [], "Europe/Berlin");

    internal static readonly Ledger.Line[] Ledger =
    [
        new(Now.AddMinutes(-23), "Win, XAUUSD", "50 × 1.20 tier × 1.15 streak", 69, 2_283),
        new(Now.AddHours(-2), "Streak freeze bought", "Shop, 1 of 2 held", -300, 2_214),
        new(Now.AddHours(-5), "Sniper bonus, GBPUSD", "25 × 1.20 tier × 1.15 streak = 34.5", 34, 2_514),
        new(Now.AddHours(-5), "Win, GBPUSD", "50 × 1.20 tier × 1.15 streak", 69, 2_480),
        new(Now.AddHours(-16), "Daily login", "5 × 1.20 tier × 1.15 streak = 6.9", 6, 2_411),
        new(Now.AddDays(-1), "Loss, USDJPY", "10 × 1.20 tier × 1.15 streak = 13.8", 13, 2_405),
    ];

    internal static readonly ChartPoint[] Nights =
        [new("15", 107), new("16", 15), new("17", 15), new("18", 105), new("tonight", 433, IsMarked: true)];

    internal static readonly ChartPoint[] Results =
        [new("Mon", 1.3), new("Tue", -1), new("Wed", 0.4), new("Thu", -0.5), new("Fri", 0.9, IsMarked: true)];

    internal static readonly ChartPoint[] Month =
        [.. Enumerable.Range(1, 30).Select(d => new ChartPoint(d.ToString(System.Globalization.CultureInfo.InvariantCulture), 40 + d * 37 % 160, d == 30))];

    internal static readonly ChartPoint[] Equity =
    [
        .. Enumerable.Range(0, 60).Select(d => new ChartPoint(
            Now.AddDays(d - 59).ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture),
            Math.Round(3 * Math.Sin(d / 6.0) + d * d / 330.0 - 2 * Math.Cos(d / 2.3) * (d % 7) / 9 + 1.2 - d / 20.0, 1))),
    ];

    internal static readonly Dictionary<DateOnly, long> Year = Enumerable.Range(0, 371)
        .Select(d => (On: DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-d), Value: (long)(d * 7919 % 263)))
        .Where(d => d.Value > 60 && d.On.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        .ToDictionary(d => d.On, d => d.Value);

    internal static readonly BoardPlace[] Podium =
    [
        new(1, "osprey", "MAJOR", "APEX", "14,220", Note: "2,360 ahead"),
        new(2, "gyrfalcon", "CAPTAIN", "COMMANDER", "11,860", Note: "first, 18 Nov"),
        new(2, "peregrine", "LIEUTENANT", "FANG", "11,860", Note: "19 Nov"),
    ];

    internal static readonly BoardPlace[] Board =
    [
        new(4, "goshawk", "CAPTAIN", "APEX", "9,742", 1, "Night Watch"),
        new(5, "hobby", "CAPTAIN", "COMMANDER", "9,105", -1, "High Thermals"),
        new(6, "kite", "SERGEANT", "FANG", "8,390", 0, "Reed Bed"),
        new(27, "kestrel", "CORPORAL", "COMMANDER", "1,912", 4, "You. 28 XP to share 26th", IsMe: true),
    ];

    internal static readonly Job[] Jobs =
    [
        new("press-pass-reset", Now.AddHours(-23.8), 412, true),
        new("verify-ledger", Now.AddHours(-20), 1_204, true),
        new("warn-before-wipe", Now.AddMinutes(-50), 88, true),
        new("send-digests", Now.AddDays(-1.5), 30_002, false),
    ];

    internal sealed record Job(string Name, DateTimeOffset LastRun, long Milliseconds, bool Worked);
}
