using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Web.Components.Account;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Account;

/// <summary>Links a Telegram account to the member who looks, by a one-time code.</summary>
public sealed partial class TelegramLink(AccountLinks links, BotName botName)
{
    private LinkCode? code;
    private Problem? refused;
    private bool isBusy;

    /// <summary>The member's settings.</summary>
    [Parameter, EditorRequired] public SettingsShown Settings { get; set; } = default!;

    /// <summary>Further classes.</summary>
    [Parameter] public string? Class { get; set; }

    private string? Bot() => botName();

    private async Task Make()
    {
        isBusy = true;
        var made = await links.TelegramCode(Settings.UserId);
        isBusy = false;
        refused = made.Problem;
        code = made.Succeeded ? made.Value : null;
    }
}
