using System.Globalization;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Xp;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Components.Ui.Tables;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>What staff's pages say about members.</summary>
public static class MemberWords
{
    /// <summary>Where a member is reached: address, Telegram, both.</summary>
    public static string Reach(MemberLine line) => (line.Email, line.TelegramId) switch
    {
        (null, null) => "nowhere",
        ({ } email, null) => email,
        (null, { } id) => Telegram(id),
        ({ } email, { } id) => $"{email}, {Telegram(id)}",
    };

    /// <summary>Facts of the account.</summary>
    public static IReadOnlyList<Sum.Entry> Account(MemberDesk desk) =>
    [
        new("Member", desk.Line.UserId.ToString(CultureInfo.InvariantCulture)),
        new("Since", Day(desk.Line.CreatedAt)),
        new("E-mail", desk.Line.Email is null ? "none" : $"{desk.Line.Email}{(desk.IsEmailConfirmed ? "" : ", not confirmed")}"),
        new("Password", desk.HasPassword ? "set" : "none"),
        new("Telegram", desk.Line.TelegramId is { } id ? $"{id.ToString(CultureInfo.InvariantCulture)}{(desk.IsBotBlocked ? ", has blocked the bot" : "")}" : "not linked"),
        new("Subscription", $"{desk.Line.Status.Code().Replace('_', ' ')}{(desk.SubscriptionExpiresAt is { } at ? $", until {Day(at)}" : "")}"),
        new("Profile", desk.Visibility switch { Visibility.Public => "for everybody", Visibility.Members => "for members", _ => "hidden" }),
        new("Time zone", desk.TimeZone),
    ];

    /// <summary>Facts of XP.</summary>
    public static IReadOnlyList<Sum.Entry> Xp(MemberDesk desk) =>
    [
        new("Balance", Figures.Count(desk.Line.Balance)),
        new("Total XP", Figures.Count(desk.Standing.TotalXp)),
        new("Rank", desk.Standing.Rank.Code().Replace('_', ' ')),
        new("Level", desk.Standing.Level.ToString(CultureInfo.InvariantCulture)),
        new("Prestige", desk.PrestigeLevel.ToString(CultureInfo.InvariantCulture)),
        new("Ever earned", Figures.Count(desk.RealTotalXp)),
        new("Taken by wipes", Figures.Count(desk.TotalXpWiped)),
    ];

    /// <summary>A member's passes, as they stand.</summary>
    public static IReadOnlyList<Timeline.Item> Passes(MemberDesk desk) =>
        [.. desk.Passes.Select(p => new Timeline.Item(p.GrantedBy is null ? $"{p.Days} days, the first" : $"{p.Days} days, granted by {p.GrantedBy}", Span(p), StateOf(p, desk.Now), Says(p, desk)))];

    /// <summary>Whether a line can be corrected by hand.</summary>
    public static bool IsCorrectable(LedgerLine line) => line.TransactionId > 0 && XpRules.WhyNotCorrectable(line.Source) is null;

    private static string Telegram(long id) => string.Create(CultureInfo.InvariantCulture, $"Telegram {id}");

    private static string Span(MemberPass pass) => pass.ActivatedAt is { } from ? $"{Day(from)} to {Day(pass.EndedAt ?? pass.EndsAt!.Value)}" : "unused";

    private static Timeline.State StateOf(MemberPass pass, DateTimeOffset now)
    {
        if (pass.ActivatedAt is null) return Timeline.State.Later;
        return pass.EndedAt is null && pass.EndsAt > now ? Timeline.State.Now : Timeline.State.Past;
    }

    private static string? Says(MemberPass pass, MemberDesk desk) => pass switch
    {
        { ActivatedAt: null } => "The member activates it when they like.",
        { EndReason: PassEnd.Converted } => "Ended because the member became a paying one.",
        { EndedAt: null } when pass.EndsAt > desk.Now => desk.IsOnPass ? "Runs now." : "Rests; it may be activated again until it ends.",
        _ => null,
    };

    private static string Day(DateTimeOffset at) => WhenWords.Of(at, WhenText.Day, MemberZone.Utc);
}
