using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Web.Components.Ui;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about leagues and the week that is over.</summary>
internal static class LeagueReplies
{
    private const int Around = 2;

    private static readonly BotButton Board = new("This week's board", "/leaderboard week");
    private static readonly BotButton League = new("Your league", "/leaderboard league", AnswersBelow: true);

    /// <summary>Asked for in a group: a league is a member's own.</summary>
    public static readonly BotReply InPrivate = new("Your league is for you alone: ask me in our own chat with /leaderboard league.");

    /// <summary>The member's group, or why there is none.</summary>
    public static BotReply Of(LeagueView view, DateTimeOffset now, Links links)
    {
        var reply = new BotReply(view.Table is { } table ? Table(table, view, now) : None(view) + Last(view));
        return reply.With(Board).WithLinks(links.Button("The whole group", Urls.League));
    }

    /// <summary>A member goes into the new week in another division.</summary>
    public static BotReply Moved(LeagueMoved fact) => new BotReply(
        (fact.IsUp ? $"⬆️ Up to <b>{Name(fact.To)}</b>" : $"⬇️ {Name(fact.To)} is your division this week") +
        $": {Figures.Ordinal(fact.Place)} of {fact.Members} in {Name(fact.From)} with {Say.Xp(fact.Xp)}.\nThe new week's groups are being drawn.").With(League);

    /// <summary>What a member's week was like, and what is near.</summary>
    public static BotReply Summed(WeekSummed fact)
    {
        var place = fact.BoardPlace is { } board ? $", {Figures.Ordinal(board)} on the week's board" : "";
        var league = fact is { LeaguePlace: { } own, Division: { } division } ? $"\n🏅 {Name(division)}: {Figures.Ordinal(own)} of {fact.LeagueMembers}, {Move(Codes<LeagueMove>.Parse(fact.Move))}" : "";
        var streak = fact.Streak > 0 ? $", streak {Spoken.Number(fact.Streak, "day")}" : "";
        var near = $"{(fact.NextRank is { } rank ? $"{Say.Xp(fact.ToNextRank)} to {Say.Safe(rank)}, " : "")}{Say.Xp(fact.ToNextLevel)} to level {fact.NextLevel}";
        var step = fact.NextStreak is { } days ? $", {Spoken.Number(days - fact.Streak, "day")} to the bonus of {Spoken.Number(days, "day")} in a row" : "";
        var trophies = fact.Trophies > 0 ? $"\n🏆 {Spoken.Number(fact.Trophies, "achievement")} earned" : "";
        var badge = fact.Near is { } name ? $"\n🎖 Near: {Say.Safe(name)}, {Say.Safe(fact.NearSays!)}" : "";
        return new BotReply(
            $"<b>Your week</b> from {Day(fact.Week)} to {Day(fact.Week.AddDays(6))}: {Say.Xp(fact.Xp)}{place}.{league}\n" +
            $"🔥 Here on {Spoken.Number(fact.DaysActive, "day")}{streak}{trophies}\n" +
            $"➡️ {near}{step}{badge}\n" +
            "Not every Monday? /settings weekly off").With(League, Board);
    }

    /// <summary>A division as it is called.</summary>
    public static string Name(string division) => Name(Codes<Division>.Parse(division));

    private static string Name(Division division) => division.ToString();

    private static string Table(LeagueTable table, LeagueView view, DateTimeOffset now)
    {
        var own = table.Rows.Index().First(row => row.Item.IsOwn).Index;
        var rows = table.Rows.Index().Where(row => row.Index < 3 || Math.Abs(row.Index - own) <= Around).ToList();
        var lines = rows.Select((row, i) => $"{(i > 0 && row.Index > rows[i - 1].Index + 1 ? "…\n" : "")}{Row(row.Item)}");
        return $"<b>{Name(table.Division)} league</b> · {table.Rows.Count} members · ends {Spoken.At(view.Until, now)}\n{string.Join('\n', lines)}\n{Zones(table)}";
    }

    private static string Row(LeagueRow row)
    {
        var zone = row.Zone switch { LeagueMove.Promoted => " ⬆️", LeagueMove.Relegated => " ⬇️", _ => "" };
        var text = $"{row.Place}. {Say.Safe(row.Member.Username)}{(row.Member.IsDemo ? " (demo)" : "")} – {Say.Xp(row.Xp)}";
        return (row.IsOwn ? $"<b>{text}</b>" : text) + zone;
    }

    private static string Zones(LeagueTable table)
    {
        var up = table.GoUp > 0 ? $"⬆️ the first {table.GoUp} go up" : table.Division == LeagueRules.Highest ? "this is the highest division" : "too few here for anybody to go up";
        return table.Division == Division.Copper ? $"{up}, nobody goes down" : $"{up}, ⬇️ the last {table.GoDown} and whoever has no XP go down";
    }

    private static string None(LeagueView view) =>
        view.ViewerIsAway ? "You are in no league: your profile is hidden."
        : view.IsDrawn ? "You are in no league this week yet. Your next XP puts you into a group within ten minutes."
        : "This week's groups are being drawn. Ask again in a few minutes.";

    private static string Last(LeagueView view) => view.Last is { } last
        ? $"\nLast week: {Figures.Ordinal(last.Place)} of {last.Members} in {Name(last.Division)}, {Move(last.Move)}."
        : "";

    private static string Move(LeagueMove move) => move switch
    {
        LeagueMove.Promoted => "up a division",
        LeagueMove.Relegated => "down a division",
        _ => "same division",
    };

    private static string Day(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);
}
