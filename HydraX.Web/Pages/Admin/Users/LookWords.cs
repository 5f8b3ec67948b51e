using HydraX.Core.Admin.Support;
using HydraX.Core.Kernel;
using HydraX.Core.Users.Changes;
using HydraX.Web.Components.Ui.Numbers;

namespace HydraX.Web.Pages.Admin.Users;

/// <summary>What support's view of a member's pages says.</summary>
public static class LookWords
{
    /// <summary>Where the member stands; what reaches them is masked.</summary>
    public static IReadOnlyList<Sum.Entry> Standing(LookView view) =>
    [
        new("Tier", view.Tier),
        .. MemberWords.Account(view.Desk).Where(entry => entry.Name != "Telegram"),
        new("Telegram", view.Desk.Line.TelegramId is null ? "not linked" : view.Desk.IsBotBlocked ? "linked, has blocked the bot" : "linked"),
        .. view.Changes.Select(change => new Sum.Entry("Waits", $"{Says(change.Kind)}, {WhenWords.Of(change.EffectiveAt, WhenText.DayAndTime, MemberZone.Utc)} UTC")),
    ];

    private static string Says(ChangeKind kind) => kind switch
    {
        ChangeKind.TelegramMove => "move to another Telegram account",
        ChangeKind.FactorReset => "second factors taken out",
        _ => kind.Code(),
    };
}
