using HydraX.Core.Kernel;

namespace HydraX.Core.Privacy.Consents;

/// <summary>Where a member stands with a purpose.</summary>
/// <param name="Purpose">What.</param>
/// <param name="Title">The present text's title.</param>
/// <param name="Version">The present text's version.</param>
/// <param name="IsGiven">Whether what they last said was yes.</param>
/// <param name="GivenVersion">Of which version they said it; null if they never said anything.</param>
/// <param name="At">When.</param>
public sealed record ConsentStanding(ConsentPurpose Purpose, string Title, int Version, bool IsGiven, int? GivenVersion, DateTimeOffset? At)
{
    /// <summary>Whether it holds: a yes to the present text. To wishes, an earlier yes still holds; to terms and warnings it does not.</summary>
    public bool Holds => IsGiven && (GivenVersion == Version || !ConsentRules.IsAboutText(Purpose));

    /// <summary>Whether they said yes to an older text than the present one, and the text is what it is about.</summary>
    public bool IsOutdated => IsGiven && !Holds;
}

/// <summary>What holds of consents.</summary>
public static class ConsentRules
{
    /// <summary>Whether a new version must be agreed to anew: terms and warnings are their text; wishes are a yes or no.</summary>
    public static bool IsAboutText(ConsentPurpose purpose) => purpose is ConsentPurpose.Terms or ConsentPurpose.RiskDisclaimer;

    /// <summary>How often a member may agree to the same within a day. Taking back has no limit of its own: it must be as easy as it ever was, and there is never more to take back than was given.</summary>
    public const int MostGivenInADay = 10;

    /// <summary>The problem with agreeing once more; null if there is none.</summary>
    /// <param name="given">When the member agreed to it lately, the oldest first.</param>
    /// <param name="now">Now.</param>
    public static Problem? Again(IReadOnlyList<DateTimeOffset> given, DateTimeOffset now)
    {
        var lately = given.Where(at => now - at < Day).ToList();
        if (lately.Count < MostGivenInADay) return null;
        var next = lately[^MostGivenInADay] + Day;
        return Problem.Of("privacy.too-often", $"You have agreed to this {MostGivenInADay} times within a day. You can do so again on {next:yyyy-MM-dd} at {next:HH:mm} UTC.");
    }

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The problem with a new version of a text; null if there is none.</summary>
    public static Problem? Check(string title, string body, string why) => (title.Trim().Length, body.Trim().Length, why.Trim().Length) switch
    {
        (0 or > PolicyText.LongestTitle, _, _) => Problem.Of("privacy.text-title", $"Give the text a title of at most {PolicyText.LongestTitle} characters."),
        (_, < 20 or > PolicyText.LongestBody, _) => Problem.Of("privacy.text-body", $"Write 20 to {PolicyText.LongestBody} characters: members agree to what stands there."),
        (_, _, 0 or > 500) => Problem.Of("privacy.text-why", "Say why there is a new version, in at most 500 characters: the audit log keeps it."),
        _ => null,
    };
}

/// <summary>The texts that come with the program, as version 1. Whoever runs it publishes their own under Admin, Privacy.</summary>
public static class ShippedTexts
{
    /// <summary>One of them.</summary>
    public static (string Title, string Body) Of(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Terms => ("Terms of use",
            "You may use this service if you are at least 18 years old and the law where you live allows it.\n\nOne person has one account. Keep what signs you in to yourself. Whoever cheats, harasses others or sells what is not theirs is suspended, and is told why.\n\nXP, ranks and badges are part of a game: they are worth no money and cannot be turned into any.\n\nYou may leave at any time and have your data erased; what stays then, and why, is shown before you decide."),
        ConsentPurpose.RiskDisclaimer => ("Trading may lose money",
            "Trading with leverage may lose all the money that you put in. Most people who do it lose.\n\nSignals are opinions, not advice, and past results say nothing about coming ones. Limits and risk controls here can fail, for example when a market jumps or a connection breaks.\n\nTrade only with money that you can do without. You decide about every trade, and answer for it."),
        ConsentPurpose.Marketing => ("News and offers by mail", "We write to your address when there is something new or an offer, at most twice a month. Messages about your account come in any case."),
        ConsentPurpose.Analytics => ("Figures about use", "What you do here counts in figures by which we make it better. Nobody looks at you in them, and nothing goes to anybody else."),
        _ => ("Announcements in Telegram", "The bot passes on announcements that go to everybody. Answers, warnings and what happens to your account come in any case."),
    };
}
