using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Screens;
using HydraX.Web.Pages.Members;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about prestige; what the page says too stands in <see cref="PrestigeWords"/>.</summary>
internal static class PrestigeReplies
{
    private static readonly BotButton Back = new("Prestige", "/prestige");
    private static readonly BotButton Standing = new("Where I stand", "/me", AnswersBelow: true);

    /// <summary>Something behind the command that is none of its words.</summary>
    public static readonly BotReply Unknown = new BotReply("/prestige alone shows what a star takes and gives; the button below it takes it.").With(Back);

    /// <summary>All that is kept, begins again and is gained, and the tap that does it; or how far it is.</summary>
    public static BotReply Preview(PrestigeView view, Links links)
    {
        var head = $"<b>Prestige</b>{(view.Stars == 0 ? "" : " " + new string('★', view.Stars))}\n";
        var page = links.Button("See it on the page", Urls.Prestige);
        if (view.Refusal is { } refusal)
        {
            var way = view.Next is null ? "" : $"{Say.Bar(view.Standing.TotalXp / (double)PrestigeRules.OpensAt)}\n";
            return new BotReply($"{head}{way}{Say.Safe(refusal.Sentence)}\n{Say.Safe(view.Next is null ? "" : PrestigeWords.What)}".TrimEnd()).With(Standing).WithLinks(page);
        }
        var keeps = string.Join('\n', PrestigeWords.Keeps(view).Select(line => $"✓ {line.Name}: {Say.Safe(line.Figure)}"));
        var begins = string.Join('\n', PrestigeWords.BeginsAgain(view).Concat(PrestigeWords.Gains(view)).Select(line => $"{line.What}: {line.Before} → {line.After}"));
        var tonight = PrestigeWords.Tonight(view) is { } wipe ? $"\n\n🌙 {Say.Safe(wipe)}" : "";
        return new BotReply($"{head}{PrestigeWords.What}\n\n<b>What you keep</b>\n{keeps}\n\n<b>What begins again, and what you gain</b>\n{begins}{tonight}\n\nThis is not taken back.")
            .With(new BotButton($"Take star {view.Next}", $"/prestige take {view.Next}"), new BotButton("Not now", "/me")).WithLinks(page);
    }

    /// <summary>It was taken, or not.</summary>
    public static BotReply Taken(Outcome<PrestigeTaken> outcome) => outcome.Succeeded
        ? new BotReply($"⭐ {PrestigeWords.Taken(outcome.Value)}") { Toast = $"Star {outcome.Value.Star}" }.With(Standing)
        : new BotReply(Say.Safe(outcome.Problem.Sentence)).With(Back);
}
