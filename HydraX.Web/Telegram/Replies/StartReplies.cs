using HydraX.Core.Kernel;
using HydraX.Core.Screens;
using HydraX.Web.Telegram.Commands;

namespace HydraX.Web.Telegram.Replies;

/// <summary>First words, and what there is to say.</summary>
internal static class StartReplies
{
    private static readonly BotButton Me = new("Where I stand", "/me", AnswersBelow: true);
    private static readonly BotButton Pass = new("Press Pass", "/presspass", AnswersBelow: true);
    private static readonly BotButton All = new("All commands", "/help", AnswersBelow: true);

    /// <summary>Somebody is new.</summary>
    public static BotReply Welcome(HomeView home) => new BotReply(
        $"Welcome to HydraX, <b>{Say.Safe(home.Username)}</b>.\n" +
        $"You are registered: tier {home.Tier.Code()}, rank {home.Standing.Rank.Code()}.\n\n" +
        "XP comes from being here and from trading well; it gives ranks, and buys things in the shop. Trades run on paper, so nothing can be lost.\n" +
        "A Press Pass lends you APEX features for a week, and wipes your XP every night at 00:00 UTC.").With(Me, Pass).With(All);

    /// <summary>Somebody is back.</summary>
    public static BotReply WelcomeBack(HomeView home) => new BotReply(
        $"Good to see you, <b>{Say.Safe(home.Username)}</b>.\n{home.Standing.Rank.Code()}, level {home.Standing.Level}, {Say.Xp(home.Balance)}.").With(Me, Pass).With(All);

    /// <summary>All commands, each with a line.</summary>
    public static BotReply Commands(CommandList commands) => new BotReply(
        "<b>What I can do</b>\n" + string.Join('\n', commands.All.Select(command => $"/{command.Name} – {Say.Safe(command.Summary)}"))).With(Me, Pass);
}
