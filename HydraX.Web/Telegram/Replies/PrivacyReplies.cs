using HydraX.Core.Kernel;
using HydraX.Core.Privacy;
using HydraX.Core.Privacy.Consents;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Privacy.Exporting;

namespace HydraX.Web.Telegram.Replies;

/// <summary>Words about what members agreed to, their copy, and being forgotten.</summary>
internal static class PrivacyReplies
{
    /// <summary>What stops an erasure.</summary>
    public const string KeepLine = "/privacy keep";

    /// <summary>What gives the link to a copy that staff asked for.</summary>
    public const string CopyLine = "/privacy copy";

    /// <summary>Something behind the command that is none of its words.</summary>
    public static readonly Problem NotUnderstood = Problem.Of("privacy.unknown", "Behind /privacy I understand yes or no, a purpose and a version, read and a purpose, keep, and copy. The buttons write it for you.");

    /// <summary>Where they stand, and why something was refused.</summary>
    public static BotReply All(PrivacyView view, Problem? refusal, Links links)
    {
        var reply = new BotReply(
            (refusal is null ? "" : $"{Say.Safe(refusal.Sentence)}\n\n") +
            "<b>Privacy</b>\n" + string.Join('\n', view.Consents.Select(Line)) +
            (view.Erasure is { } waits ? $"\n\n🔐 Your account is erased on {Say.At(waits.EffectiveAt)}{(waits.ByStaff ? ", because staff was asked for it in writing" : "")}." : "") +
            $"\nA copy of your data, and being forgotten: {Say.Safe(links.Page(Urls.Privacy))}");
        foreach (var one in view.Consents) reply = reply.With(Change(one), new BotButton("Read", $"/privacy read {one.Purpose.Code()}", AnswersBelow: true));
        if (view.Erasure is not null) reply = reply.With(new BotButton("Keep my account", KeepLine));
        return reply.WithLinks(links.Button("All about privacy", Urls.Privacy));
    }

    /// <summary>A text, cut where a message ends.</summary>
    public static BotReply Text(ShownText text, Links links)
    {
        const int most = 3_000;
        var body = text.Body.Length <= most ? text.Body : text.Body[..most] + "…";
        var path = Urls.Policy(text.Purpose.Code());
        return new BotReply($"<b>{Say.Safe(text.Title)}</b> (version {text.Version})\n\n{Say.Safe(body)}\n\n{Say.Safe(links.Page(path))}")
            .With(new BotButton("I agree", $"/privacy yes {text.Purpose.Code()} {text.Version}"), new BotButton("I do not", $"/privacy no {text.Purpose.Code()} {text.Version}"));
    }

    /// <summary>Whether it was stopped, in a sentence.</summary>
    public static BotReply Kept(Outcome stopped) => new(stopped.Succeeded ? "🔐 Your account stays: erasing it was stopped." : Say.Safe(stopped.Problem.Sentence));

    /// <summary>An erasure waits.</summary>
    public static BotReply Waits(ErasureWaits fact) =>
        new BotReply($"🔐 Your account is going to be erased on {Say.At(fact.EffectiveAt)}, because {(fact.ByStaff ? "staff was asked for it in writing, in your name" : "you, or somebody who is signed in as you, asked for it")}. Nothing brings it back then. If that was not you, keep it.").With(new BotButton("Keep my account", KeepLine, AnswersBelow: true));

    /// <summary>A copy can be fetched.</summary>
    public static BotReply Ready(ExportReady fact) => fact.ByStaff
        ? new BotReply($"Staff was asked in writing, in your name, for a copy of your data. It is ready until {Say.At(fact.ExpiresAt)} and can be fetched once. If it was not you who asked, leave it: it goes by itself.")
            .With(new BotButton("Give me the link", CopyLine, AnswersBelow: true))
        : new($"The copy of your data is ready until {Say.At(fact.ExpiresAt)}: on the web, under Settings, Privacy. It can be fetched once.");

    /// <summary>A copy could not be made.</summary>
    public static BotReply NotMade(ExportFailed fact) => new(fact.ByStaff
        ? "The copy of your data for which staff was asked in writing could not be made. Write to whoever runs this HydraX again."
        : "The copy of your data could not be made. Ask for it again on the web, under Settings, Privacy; if that fails too, tell whoever runs this HydraX.");

    /// <summary>The link to a copy that staff asked for, or why there is none.</summary>
    public static BotReply Copy(Outcome<string> link, Links links) => link.Succeeded
        ? new BotReply($"Here you fetch the copy of your data, once. Whoever has this link can do it, so pass it on to nobody: {Say.Safe(links.Page(Urls.FetchCopy(link.Value)))}")
        : new(Say.Safe(link.Problem.Sentence));

    private static string Line(ConsentStanding one) =>
        $"{(one.Holds ? "✅" : "▫️")} {Say.Safe(one.Title)}{(one.IsOutdated ? " – there is a new version" : "")}";

    private static BotButton Change(ConsentStanding one) => one.Holds
        ? new($"Take back: {Short(one.Purpose)}", $"/privacy no {one.Purpose.Code()} {one.Version}")
        : new($"Agree: {Short(one.Purpose)}", $"/privacy yes {one.Purpose.Code()} {one.Version}");

    private static string Short(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Terms => "terms",
        ConsentPurpose.RiskDisclaimer => "risk",
        ConsentPurpose.Marketing => "mail",
        ConsentPurpose.Analytics => "figures",
        _ => "announcements",
    };
}
