using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Commands;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Dev;

/// <summary>The chat of one person with the bot, live.</summary>
public sealed partial class BotChat(CommandList commands) : IDisposable
{
    private string? text;
    private bool isGone;

    /// <summary>The console.</summary>
    [Parameter, EditorRequired] public BotConsole Console { get; set; } = default!;

    /// <summary>The Telegram id to speak as.</summary>
    [Parameter, EditorRequired] public long Chat { get; set; }

    private IReadOnlyList<ConsoleMessage> Messages => Console.Messages(Chat);

    private string? Toast => Console.Toast(Chat);

    private IReadOnlyList<ChatCommand> Commands => commands.All;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive) Console.Changed += Told;
    }

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        isGone = true;
        Console.Changed -= Told;
    }

    private async Task Send()
    {
        if (text?.Trim() is not { Length: > 0 } said) return;
        text = null;
        await Say(said);
    }

    private Task Say(string said) => Console.Say(Chat, said);

    private void Told(long chat) => _ = InvokeAsync(() =>
    {
        if (chat == Chat && !isGone) StateHasChanged();
    });
}
