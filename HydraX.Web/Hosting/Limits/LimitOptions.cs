namespace HydraX.Web.Hosting.Limits;

/// <summary>Section <c>Limits</c>: how often the doors may be used. Those of the API have a section of their own. As many as a minute allows may come at once.</summary>
public sealed class LimitOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Limits";

    /// <summary>Pages a minute that one address opens.</summary>
    public int PagesPerMinute { get; set; } = 600;

    /// <summary>Forms a minute that one address sends, and one member.</summary>
    public int FormsPerMinute { get; set; } = 120;

    /// <summary>Tries a minute from one address to sign in, register, prove oneself or set a password.</summary>
    public int TriesPerMinute { get; set; } = 20;

    /// <summary>Files an hour that one member takes away; from one address four times as many.</summary>
    public int DownloadsPerHour { get; set; } = 30;

    /// <summary>Updates a minute from one address of Telegram's. What is refused comes again.</summary>
    public int WebhooksPerMinute { get; set; } = 6_000;

    /// <summary>Questions that one person may ask the bot at once; after that one a second.</summary>
    public int BotQuestionsAtOnce { get; set; } = 20;

    /// <summary>Acts in the open pages of one member that are taken up at once, clicks and keys alike; after that so many a second, and what is beyond waits. Where as many wait, the page is closed.</summary>
    public int ActsAtOnce { get; set; } = 200;

    /// <summary>Acts a second in the open pages of one member, once those at once are used up.</summary>
    public int ActsPerSecond { get; set; } = 20;

    /// <summary>What cannot work.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value, usual) in new[]
        {
            (nameof(PagesPerMinute), PagesPerMinute, 600), (nameof(FormsPerMinute), FormsPerMinute, 120), (nameof(TriesPerMinute), TriesPerMinute, 20),
            (nameof(DownloadsPerHour), DownloadsPerHour, 30), (nameof(WebhooksPerMinute), WebhooksPerMinute, 6_000), (nameof(BotQuestionsAtOnce), BotQuestionsAtOnce, 20),
            (nameof(ActsAtOnce), ActsAtOnce, 200), (nameof(ActsPerSecond), ActsPerSecond, 20),
        })
            if (value < 1) yield return $"{Section}:{name} must be at least 1, for example {usual}.";
    }
}
