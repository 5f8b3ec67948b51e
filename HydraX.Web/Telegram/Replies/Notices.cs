using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using HydraX.Core.Abuse;
using HydraX.Core.Abuse.Names;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Admin.Support;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Core.Leaderboards.Summaries;
using HydraX.Core.Lifecycle;
using HydraX.Core.Messaging;
using HydraX.Core.PressPass;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;
using HydraX.Core.Progress;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Core.Users.Days;
using HydraX.Core.Users.Factors;
using HydraX.Web.Pages.Members;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words for facts that members are told without having asked. The three about the wipe are the specification's own.</summary>
public static class Notices
{
    private static readonly BotButton Shop = new("Open the XP shop", "/xpshop", AnswersBelow: true);
    private static readonly BotButton Tiers = new("Compare tiers", "/tiers", AnswersBelow: true);
    private static readonly BotButton Trophies = new("Achievements", "/achievements", AnswersBelow: true);
    private static readonly BotButton Standing = new("Where I stand", "/me", AnswersBelow: true);
    private static readonly BotButton Pass = new("Press Pass", "/presspass", AnswersBelow: true);

    private static readonly FrozenSet<string> Mailed =
    [
        AccountHeld.Kind, AccountReleased.Kind, AccountChangeEnded.Kind, ErasureStopped.Kind, ExportReady.Kind, ExportFailed.Kind, KeyUsedElsewhere.Kind, PurchaseRefunded.Kind, SeasonBegan.Kind, SeasonUndone.Kind, SupportLooks.Kind, TierPriceChanged.Kind, WordsReplaced.Kind, XpAdjusted.Kind,
    ];

    // The pages of factors write a mail themselves; these come from elsewhere.
    private static readonly FrozenSet<string> MailedChanges = [SecurityChange.RecoveryCodeUsed.Code(), SecurityChange.CodesRest.Code(), SecurityChange.PhoneRemoved.Code()];

    /// <summary>Whether a fact about an account goes by mail to a member whom no chat reaches.</summary>
    public static bool GoesByMail(OutboxMessage message) => MailedBesides(message) is null
        && (Mailed.Contains(message.Kind) || (message.Kind == SecurityChanged.Kind && MailedChanges.Contains(Read<SecurityChanged>(message).Change)));

    /// <summary>
    /// The words of what is mailed in any case: that another Telegram account takes over, or that staff took the second factors out, which nobody may learn from a chat alone that may be
    /// somebody else's. Null for all else.
    /// </summary>
    public static string? MailedBesides(OutboxMessage message)
    {
        if (message.Kind == SecurityChanged.Kind && Read<SecurityChanged>(message).Change == SecurityChange.FactorsReset.Code())
            return $"{Say.Safe(SecurityWords.Of(SecurityChange.FactorsReset, null))} If that was not you, set a new password at once and write to whoever runs this HydraX.";
        if (message.Kind == ExportFailed.Kind && Read<ExportFailed>(message) is { ByStaff: true } failed) return PrivacyReplies.NotMade(failed).Html;
        if (message.Kind == AccountChangeWaits.Kind && Read<AccountChangeWaits>(message) is var waits && waits.Change == ChangeKind.TelegramMove.Code()) return ChangeReplies.MovesByMail(waits);
        return message.Kind == AccountChangeEnded.Kind && Read<AccountChangeEnded>(message) is var ended && ended.Change == ChangeKind.TelegramMove.Code() ? ChangeReplies.MovedByMail(ended) : null;
    }

    private static T Read<T>(OutboxMessage message) => JsonSerializer.Deserialize<T>(message.Data, Outbox.Json)!;

    /// <summary>Whether a fact reaches a suspended member too: that they are going to be erased, and may still stop it; what became of the copy that staff asked for upon their request.</summary>
    public static bool ReachesSuspended(OutboxMessage message) => message.Kind == ErasureWaits.Kind
        || (message.Kind == ExportReady.Kind && Read<ExportReady>(message).ByStaff)
        || (message.Kind == ExportFailed.Kind && Read<ExportFailed>(message).ByStaff);

    /// <summary>All kinds of fact that have words.</summary>
    public static readonly FactWords Words = new FactWords()
        .For<PressPassWarned>(Warned)
        .For<PressPassReset>(fact => new BotReply($"💀 PRESS PASS RESET: {Say.Xp(fact.Xp)} has been wiped from your account!").With(new BotButton("What was wiped so far", "/presspass stats", AnswersBelow: true)))
        .For<PressPassActivated>(fact => new BotReply(
            $"<b>Press Pass</b> – until {Say.At(fact.EndsAt)} you have the features of APEX.\n" +
            $"Every night at 00:00 UTC your XP is wiped{(fact.XpAtStake > 0 ? $"; tonight {Say.Xp(fact.XpAtStake)}" : "")}. I warn you at 23:00 and 23:45 UTC.").With(Shop, Pass))
        .For<PressPassEnding>(Ending)
        .For<PressPassEnded>(fact => new BotReply($"Your Press Pass is over. You are on {Say.Safe(fact.Tier)} now{(fact.Kept > 0 ? $" and keep {Say.Xp(fact.Kept)}" : "")}.").With(Tiers))
        .For<XpEarned>(fact => new BotReply($"+{Say.Xp(fact.Amount)}{(fact.Description is { } what ? $" – {Say.Safe(what)}" : "")}{(fact.Event is { } happening ? $" · event {Say.Safe(happening)}" : "")}\nBalance: {Say.Xp(fact.Balance)}") { IsSilent = true })
        .For<XpAdjusted>(fact => new BotReply($"{(fact.Amount >= 0 ? "+" : "−")}{Say.Xp(Math.Abs(fact.Amount))} by an admin: {Say.Safe(fact.Reason)}\nBalance: {Say.Xp(fact.Balance)}"))
        .For<SeasonBegan>(fact => new BotReply(
            $"A new season: {Say.Safe(fact.Reason)}\nTotal XP begins again at {Say.Xp(fact.After)}, from {Say.Xp(fact.Before)}: you are <b>{Say.Safe(fact.Rank)}</b>.\nYour balance, achievements and the board of all time stay as they are.")
            .With(new BotButton("Where I stand", "/me", AnswersBelow: true)))
        .For<SeasonUndone>(fact => new BotReply(
            $"The new season is undone: {Say.Safe(fact.Reason)}\n{Say.Xp(fact.Given)} of total XP came back. With {Say.Xp(fact.TotalXp)} you are <b>{Say.Safe(fact.Rank)}</b>.")
            .With(new BotButton("Where I stand", "/me", AnswersBelow: true)))
        .For<PurchaseRefunded>(fact => new BotReply(
            $"{Say.Safe(fact.Item)} was taken back by an admin: {Say.Safe(fact.Reason)}\n" +
            $"{(fact.Given > 0 ? $"You got {Say.Xp(fact.Given)} back." : "Its XP had been wiped since, so none came back.")} Balance: {Say.Xp(fact.Balance)}"))
        .For<TierPriceChanged>(fact => new BotReply(
            $"{Say.Safe(fact.Tier)} changes its price: {Say.Usd(fact.Before)} a month now, {Say.Usd(fact.After)} from your next renewal on. What you have paid for stays as it is.").With(Tiers))
        .For<AccountChangeWaits>(ChangeReplies.Waits)
        .For<AccountChangeEnded>(ChangeReplies.Ended)
        .For<AccountsMerged>(MergeReplies.Told)
        .For<ErasureWaits>(PrivacyReplies.Waits)
        .For<ErasureStopped>(_ => new BotReply("🔐 Your account stays: erasing it was stopped."))
        .For<ExportReady>(PrivacyReplies.Ready)
        .For<ExportFailed>(PrivacyReplies.NotMade)
        .For<SecurityChanged>(fact => new BotReply(
            $"🔐 {Say.Safe(SecurityWords.Of(Codes<SecurityChange>.Parse(fact.Change), fact.CodesLeft))}\nNot you? Sign out everywhere under Settings, Security, and set a new password."))
        .For<SupportLooks>(fact => new BotReply(
            $"👀 {Say.Safe(fact.Staff)} of the staff may look at your pages until {Say.At(fact.Until)}: {Say.Safe(fact.Why)}\nThey change nothing. You can end it under Settings, Security."))
        .For<AccountHeld>(_ => new BotReply(
            "Staff is looking at your account. Until that is over nothing is bought in the shop, no prestige is taken and no API key is made.\nEverything else goes on: you sign in, trade and earn XP as before, and what you have stays yours. There is nothing that you have to do."))
        .For<AccountReleased>(_ => new BotReply("The look at your account is over. The shop, prestige and API keys are open to you again.").With(Shop))
        .For<KeyUsedElsewhere>(fact => new BotReply(
            $"🔐 Your API key <code>{Say.Safe(fact.ApiKey)}</code> was used from {Say.Safe(fact.Network)}, where it was never used before.\nNot you? Revoke it under Settings, API keys. A key can also be bound to your own addresses."))
        .For<WordsReplaced>(fact => new BotReply(fact.Name is { } name
            ? $"Your name was replaced by staff: {Say.Safe(fact.Reason)}\nYou are <b>{Say.Safe(name)}</b> now, and choose another under Settings."
            : $"What you say of yourself was taken away by staff: {Say.Safe(fact.Reason)}\nYou write it anew under Settings."))
        .For<StreakProtected>(fact => new BotReply(
            $"❄️ {(fact.Days.Count == 1 ? $"A streak freeze protected {Day(fact.Days[0])}" : $"Streak freezes protected {string.Join(" and ", fact.Days.Select(Day))}")}: your streak of {Spoken.Number(fact.Run, "day")} goes on.\n{(fact.Left == 0 ? "You hold none now" : $"You hold {fact.Left} more")}.")
            .With(Shop))
        .For<StreakRestored>(fact => new BotReply($"🔥 {Day(fact.Day)} is forgiven to everybody: {Say.Safe(fact.Reason)}\nYour streak stands at {Spoken.Number(fact.Run, "day")} again."))
        .For<AchievementUnlocked>(fact => new BotReply($"{TrophyReplies.Medal(Codes<BadgeTier>.Parse(fact.Tier))} <b>{Say.Safe(fact.Name)}</b> – {Say.Safe(fact.Description)}{(fact.Xp > 0 ? $"\n+{Say.Xp(fact.Xp)}. Balance: {Say.Xp(fact.Balance)}" : "")}").With(Trophies))
        .For<AchievementTakenBack>(fact => new BotReply(
            $"<b>{Say.Safe(fact.Name)}</b> is taken back: what had earned it was reversed.{(fact.Xp > 0 ? $"\n−{Say.Xp(fact.Xp)}. Balance: {Say.Xp(fact.Balance)}" : "")}").With(Trophies))
        .For<WeeklyGoalMet>(fact => new BotReply($"🎯 Goal of the week met: {Say.Safe(fact.Goal)}\n+{Say.Xp(fact.Xp)}. Balance: {Say.Xp(fact.Balance)}").With(Trophies))
        .For<Prestiged>(fact => new BotReply(
            $"⭐ Star {fact.Star} is yours. {Say.Xp(fact.SetAside)} of total XP are set aside for it, and rank and level begin again.\nWhat you earn counts × {PrestigeWords.Factor(fact.Factor)} from now on.").With(Standing))
        .For<LeagueMoved>(LeagueReplies.Moved)
        .For<WeekSummed>(LeagueReplies.Summed)
        .For<Promoted>(fact => new BotReply($"🎖 Promoted: you are <b>{Say.Safe(fact.To)}</b> now, with {Say.Xp(fact.TotalXp)}.").With(Standing));

    private static BotReply Warned(PressPassWarned fact) => new BotReply(fact.Minutes == PressPassRules.FinalWarningMinutes
        ? $"⚠️ FINAL WARNING: {Say.Xp(fact.Xp)} will be DESTROYED in 15 minutes! Last chance to spend!"
        : $"🚨 PRESS PASS ALERT: Your {Say.Xp(fact.Xp)} will be WIPED in 1 hour! Use /xpshop to spend now!").With(Shop);

    private static string Day(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);

    private static BotReply Ending(PressPassEnding fact)
    {
        var when = fact.Days switch { 0 => "today", 1 => "in 1 day", var days => $"in {days} days" };
        var keeps = fact.Xp > 0 ? $"\nUpgrade now and keep these {Say.Xp(fact.Xp)}." : "";
        return new BotReply($"Your Press Pass ends {when}, {Say.At(fact.EndsAt)}.{keeps}").With(Tiers);
    }
}
