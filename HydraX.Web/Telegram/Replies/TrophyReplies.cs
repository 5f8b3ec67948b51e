using System.Text;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about achievements and weekly goals.</summary>
internal static class TrophyReplies
{
    private const int MostNear = 5;
    private const int MostLatest = 5;

    /// <summary>A picture for a badge tier.</summary>
    public static string Medal(BadgeTier tier) => tier switch
    {
        BadgeTier.Bronze => "🥉",
        BadgeTier.Silver => "🥈",
        BadgeTier.Gold => "🥇",
        BadgeTier.Platinum => "🏅",
        BadgeTier.Diamond => "💎",
        BadgeTier.Master => "👑",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    /// <summary>What is earned, what is near, and the goals of the week.</summary>
    public static BotReply Overview(TrophyView view, Links links)
    {
        var text = new StringBuilder($"<b>Achievements</b> – {view.Earned} of {view.Trophies.Count} earned, {Say.Xp(view.XpEarned)} by them");
        if (view.Secret > 0) text.Append($"\n{Spoken.Number(view.Secret, "secret one", "secret ones")} besides");
        text.Append($"\n\n<b>Your goals of the week</b> – until {Say.At(view.GoalsUntil)}");
        foreach (var goal in view.Goals)
            text.Append(goal.Met ? $"\n✅ {Say.Safe(goal.Words)} · +{Say.Xp(goal.Reward)}" : $"\n{Say.Bar(goal.Share)} {Say.Safe(goal.Words)}: {Say.Number(goal.Value)} of {Say.Number(goal.Target)} · {Say.Xp(goal.Reward)}");
        if (view.Goals.Count == 0) text.Append("\nThey are drawn with your first activity of the week.");
        Append(text, "Near", view.Near(MostNear).Select(t => $"{Say.Bar(t.Share)} {Medal(t.Tier)} <b>{Say.Safe(t.Name)}</b> {Say.Safe(t.Progress.MinBy(p => p.Share)!.Says)} · {Gives(t)}"));
        Append(text, "Latest", view.Trophies.Where(t => t.EarnedAt is not null).OrderByDescending(t => t.EarnedAt).Take(MostLatest).Select(t => $"{Medal(t.Tier)} <b>{Say.Safe(t.Name)}</b> – {Say.At(t.EarnedAt!.Value)}"));
        return new BotReply(text.ToString()).With([.. Enum.GetValues<AchievementCategory>().Where(c => view.Trophies.Any(t => t.Category == c)).Select(c => new BotButton(Name(c), $"/achievements {c.Code()}"))])
            .WithLinks(links.Button("Open achievements", Urls.Achievements));
    }

    /// <summary>One category, whole.</summary>
    public static BotReply Category(TrophyView view, AchievementCategory category)
    {
        var own = view.Trophies.Where(t => t.Category == category).ToList();
        var lines = own.Select(t => t.EarnedAt is { } at ? $"{Medal(t.Tier)} <b>{Say.Safe(t.Name)}</b> – earned {Say.At(at)}"
            : t.After is { } first ? $"🔒 {Say.Safe(t.Name)} – after {Say.Safe(first)}"
            : $"▫️ <b>{Say.Safe(t.Name)}</b> – {Say.Safe(t.Description)} {(t.Progress.Count > 0 ? Say.Safe(t.Progress.MinBy(p => p.Share)!.Says) : "")} · {Gives(t)}");
        return new BotReply($"<b>{Name(category)}</b> – {own.Count(t => t.EarnedAt is not null)} of {own.Count} earned\n\n{string.Join('\n', lines)}").With(new BotButton("All achievements", "/achievements"));
    }

    /// <summary>There is no such category.</summary>
    public static BotReply NoSuchCategory(string typed) =>
        new BotReply($"There are no achievements called {Say.Safe(typed.Length > 30 ? typed[..30] + "…" : typed)}. There are: {string.Join(", ", Codes<AchievementCategory>.All.Select(c => $"<code>{c}</code>"))}.")
            .With(new BotButton("All achievements", "/achievements"));

    /// <summary>What a category is called.</summary>
    public static string Name(AchievementCategory category) => category.ToString();

    private static string Gives(Trophy trophy) => trophy.Pays > 0 ? Say.Xp(trophy.Pays) : "the badge alone";

    private static void Append(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0) text.Append($"\n\n<b>{heading}</b>\n{string.Join('\n', all)}");
    }
}
