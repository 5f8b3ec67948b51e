using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Consents;
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
        "A Press Pass lends you APEX features for a week, and wipes your XP every night at 00:00 UTC." + Terms(home)).With(Me, Pass).With(All).WithLinks(Read(home));

    /// <summary>Somebody is back.</summary>
    public static BotReply WelcomeBack(HomeView home) => new BotReply(
        $"Good to see you, <b>{Say.Safe(home.Username)}</b>.\n{home.Standing.Rank.Code()}, level {home.Standing.Level}, {Say.Xp(home.Balance)}." + Terms(home)).With(Me, Pass).With(All).WithLinks(Read(home));

    // Whoever comes by Telegram has seen no form to agree on.
    private static string Terms(HomeView home) => home.Terms switch
    {
        null => "",
        { IsNewVersion: true } => "\n\nThe terms of use have a new version. Read it, and say whether you agree.",
        _ => "\n\nRead the terms of use, and say whether you agree.",
    };

    private static IEnumerable<BotButton> Read(HomeView home) => home.Terms is null ? [] : [new BotButton("Terms of use", $"/privacy read {ConsentPurpose.Terms.Code()}", AnswersBelow: true)];

    /// <summary>All commands, each with a line.</summary>
    public static BotReply Commands(CommandList commands) => new BotReply(
        "<b>What I can do</b>\n" + string.Join('\n', commands.All.Select(command => $"/{command.Name} – {Say.Safe(command.Summary)}"))).With(Me, Pass);
}
