using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Core.Users.Changes;
using HydraX.Web.Components.Account;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Account;

/// <summary>Links a Telegram account to the member who looks, by a one-time code.</summary>
public sealed partial class TelegramLink(AccountLinks links, AccountChanges changes, RecentProof proof, BotName botName)
{
    private LinkCode? code;
    private AskedChange? moving;
    private Problem? refused;
    private bool isBusy;

    /// <summary>The member's settings.</summary>
    [Parameter, EditorRequired] public SettingsShown Settings { get; set; } = default!;

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    private string? Bot() => botName();

    private async Task Move()
    {
        if (!await proof.Demand()) return;
        isBusy = true;
        var asked = await changes.AskTelegramMove(Settings.UserId);
        isBusy = false;
        refused = asked.Problem;
        moving = asked.Succeeded ? asked.Value : null;
    }

    private async Task Make()
    {
        if (!await proof.Demand()) return;
        isBusy = true;
        var made = await links.TelegramCode(Settings.UserId);
        isBusy = false;
        refused = made.Problem;
        code = made.Succeeded ? made.Value : null;
    }
}
