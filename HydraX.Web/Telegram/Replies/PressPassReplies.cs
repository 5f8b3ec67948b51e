using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using HydraX.Core.PressPass;
using HydraX.Core.Screens;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about the Press Pass.</summary>
internal static class PressPassReplies
{
    private const string Title = "<b>Press Pass</b>";

    private static readonly BotButton Remembered = new("Statistics", "/presspass stats");
    private static readonly BotButton Back = new("Back", "/presspass");
    private static readonly BotButton Tiers = new("Compare tiers", "/tiers", AnswersBelow: true);

    /// <summary>Something behind the command that is none of its words.</summary>
    public static readonly BotReply Unknown = new BotReply("Behind /presspass I understand activate, deactivate, status and stats.").With(Back);

    /// <summary>The pass as it is, with what can be done about it.</summary>
    public static BotReply Status(PressPassView pass) => pass switch
    {
        { Phase: PassPhase.Running } => Running(pass),
        { Phase: PassPhase.Used } => new BotReply($"{Title}\nYours has been used: it is one per person. An admin can grant another.").With(Remembered, Tiers),
        { Refusal: { } refusal } => new BotReply($"{Title}\n{Say.Safe(refusal.Sentence)}").With(Remembered, Tiers),
        { Phase: PassPhase.Resting } => new BotReply($"{Title}\nYours rests, and its time runs on: it ends {Spoken.At(pass.EndsAt!.Value, pass.Now)}.\nYou may activate it again until then.")
            .With(new BotButton("Activate again", "/presspass activate")).With(Remembered),
        _ => new BotReply($"{Title}\n{pass.LengthDays} days with the features of APEX, free.\nThe price is the night: at 00:00 UTC all XP on your account is wiped. What you spend before then, you keep.\nOne per person.")
            .With(new BotButton("Start my Press Pass", "/presspass activate")),
    };

    /// <summary>What starting it costs, and whether they want that.</summary>
    public static BotReply ConfirmActivation(PressPassView pass)
    {
        if (pass.Phase is PassPhase.Running or PassPhase.Used || pass.Refusal is not null) return Status(pass);
        var length = pass.Phase == PassPhase.Resting ? $"It ends {Spoken.At(pass.EndsAt!.Value, pass.Now)}." : $"It runs {pass.LengthDays} days.";
        var stake = pass.Balance > 0 ? $"At stake tonight: <b>{Say.Xp(pass.Balance)}</b>." : "You have no XP to lose yet.";
        return new BotReply($"<b>Start the Press Pass?</b>\n{length} Every night at 00:00 UTC the wipe takes all XP on your account, what you earned earlier included.\n{stake}")
            .With(new BotButton(pass.Balance > 0 ? $"Start, {Say.Xp(pass.Balance)} at stake" : "Start", "/presspass activate yes"), new BotButton("Not now", "/presspass"));
    }

    /// <summary>It was started, or not.</summary>
    public static BotReply Activated(Outcome<PassChange> outcome) => outcome.Succeeded
        ? new BotReply($"✅ The Press Pass runs until {Say.At(outcome.Value.EndsAt)}.") { Toast = "Press Pass started" }
            .With(new BotButton("Status", "/presspass"), new BotButton("XP shop", "/xpshop", AnswersBelow: true))
        : new BotReply(Say.Safe(outcome.Problem.Sentence)).With(Back);

    /// <summary>What ending it costs, and whether they want that.</summary>
    public static BotReply ConfirmDeactivation(PressPassView pass) => pass.Phase != PassPhase.Running ? Status(pass) : new BotReply(
        "<b>Deactivate the Press Pass?</b>\n" +
        (pass.Balance > 0 ? $"Deactivating wipes on the spot: you lose <b>{Say.Xp(pass.Balance)}</b> now, not at midnight.\n" : "You have no XP that the wipe could take.\n") +
        $"Its time runs on: you may activate it again until it ends {Spoken.At(pass.EndsAt!.Value, pass.Now)}.")
        .With(new BotButton("Keep it", "/presspass"), new BotButton(pass.Balance > 0 ? $"End it and lose {Say.Xp(pass.Balance)}" : "End it", "/presspass deactivate yes"));

    /// <summary>It was ended, or not.</summary>
    public static BotReply Deactivated(Outcome<PassChange> outcome) => outcome.Succeeded
        ? new BotReply($"The Press Pass rests{(outcome.Value.Wiped > 0 ? $"; {Say.Xp(outcome.Value.Wiped)} were wiped" : "")}.\nYou may activate it again until {Say.At(outcome.Value.EndsAt)}.").With(Back)
        : new BotReply(Say.Safe(outcome.Problem.Sentence)).With(Back);

    /// <summary>What it remembers of all that was wiped.</summary>
    public static BotReply Stats(PressPassView pass) => new BotReply(
        "<b>Shadow statistics</b>\n" +
        $"Earned in all: {Say.Xp(pass.Shadow.RealTotalXp)}\n" +
        $"Earned on a Press Pass: {Say.Xp(pass.Shadow.EarnedOnPass)}\n" +
        $"Wiped: {Say.Xp(pass.Shadow.Wiped)} in {(pass.Shadow.Resets == 1 ? "1 wipe" : $"{Say.Number(pass.Shadow.Resets)} wipes")}\n" +
        $"Largest wipe: {Say.Xp(pass.Shadow.LargestWipe)}").With(Back);

    private static BotReply Running(PressPassView pass) => new BotReply(
        $"{Title} – day {pass.Day}, ends {Spoken.At(pass.EndsAt!.Value, pass.Now)}\n" +
        (pass.WipeAt is { } wipe ? $"🌙 Next wipe {Spoken.At(wipe, pass.Now)}: <b>{Say.Xp(pass.Balance)}</b> at stake" : $"🌙 No wipe comes any more: you keep your {Say.Xp(pass.Balance)}"))
        .With(new BotButton("Spend XP", "/xpshop", AnswersBelow: true), Remembered).With(new BotButton("Deactivate", "/presspass deactivate"));
}
