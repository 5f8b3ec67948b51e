namespace HydraX.Tests.Architecture;

/// <summary>
/// Which slice of HydraX.Core may use which: the one table. Everybody may use Kernel and Data. A new arrow is a decision: add it here with the change
/// that needs it, and see that no cycle comes with it.
/// </summary>
internal static class Arrows
{
    private static readonly string[] Nothing = [];
    private static readonly string[] Everything = ["*"];

    // Achievements sits at the end of the facts; what it may use, Progress may use too.
    private static readonly string[] OfAchievements = ["Users", "Xp", "Ranks", "PressPass", "Entitlements", "Trading", "Squads", "Mentoring", "Referrals"];

    public static readonly IReadOnlyDictionary<string, string[]> Table = new Dictionary<string, string[]>
    {
        ["Messaging"] = Nothing,
        ["Audit"] = ["Protection"],
        ["Jobs"] = Nothing,
        ["Ranks"] = Nothing,
        ["Tiers"] = ["Audit"],
        ["Protection"] = Nothing,
        ["Users"] = ["Protection", "Messaging", "Audit"],
        ["Billing"] = ["Users", "Tiers", "Messaging", "Audit"],
        ["Xp"] = ["Users", "Tiers", "Ranks", "Audit"],
        ["PressPass"] = ["Users", "Tiers", "Billing", "Xp", "Messaging", "Audit"],
        ["Entitlements"] = ["Users", "Tiers", "Billing", "PressPass"],
        ["Shop"] = ["Users", "Xp", "Ranks", "Entitlements", "Audit"],
        ["Risk"] = ["Users", "Entitlements"],
        ["Trading"] = ["Users", "Risk", "Entitlements", "Messaging", "Audit"],
        ["Squads"] = ["Users", "Xp", "Ranks", "Entitlements", "Messaging", "Audit"],
        ["Mentoring"] = ["Users", "Xp", "Ranks", "Entitlements", "Trading", "Messaging"],
        ["Referrals"] = ["Users", "Xp", "Messaging", "Audit"],
        ["Onboarding"] = ["Users", "Messaging"],
        ["Achievements"] = OfAchievements,
        ["Progress"] = [.. OfAchievements, "Achievements", "Tiers", "Shop", "Risk", "Onboarding", "Messaging", "Audit"],
        ["Lifecycle"] = ["Users", "Tiers", "Billing", "PressPass", "Entitlements", "Referrals", "Squads", "Mentoring", "Risk", "Trading", "Onboarding", "Progress", "Xp", "Messaging", "Audit"],
        ["Leaderboards"] = ["Users", "Xp", "Ranks", "Squads", "Trading", "Referrals", "Achievements", "Progress", "Messaging"],
        // Facts come in by the web; nothing in Core but Admin knows of it.
        ["Abuse"] = ["Users", "Xp", "Entitlements", "Protection", "Messaging", "Audit"],
        ["Screens"] = Everything,
        ["Analytics"] = Everything,
        ["Privacy"] = Everything,
        ["Admin"] = Everything,
    };

    public static bool Allows(string from, string to) =>
        from == to || to is "Kernel" or "Data" || (Table.TryGetValue(from, out var may) && (may.Contains(to) || may.Contains("*")));
}
