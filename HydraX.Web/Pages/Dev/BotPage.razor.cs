using System.Data.Common;
using HydraX.Core.Screens;
using HydraX.Web.Pages.Members;
using HydraX.Web.Telegram;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Dev;

/// <summary>The bot without Telegram, in Development: a chat whose messages take the same way as real ones, and what lies behind it.</summary>
public sealed partial class BotPage(ConsoleQuestions questions, IServiceProvider services, IWebHostEnvironment environment, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>The Telegram id to speak as.</summary>
    [SupplyParameterFromQuery(Name = "as")] public long? Chat { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public ConsolePeople? View { get; set; }

    // There only in Development and without a token.
    private BotConsole? Console { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (!environment.IsDevelopment())
        {
            navigation.NotFound();
            return;
        }
        Console = services.GetService<BotConsole>();
        if (Console is not null && RendererInfo.IsInteractive) Console.Changed += Told;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() =>
        Console is null || (View is not null && (Chat is null || View.NextId > Chat || View.People.Any(p => p.TelegramId == Chat))) ? Task.CompletedTask : Load();

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        if (Console is not null) Console.Changed -= Told;
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            View = await questions.People(Chat, gone.Token);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    // A first message registers its person, and a command may change rank or tier.
    private void Told(long chat) => _ = InvokeAsync(async () =>
    {
        if (gone.IsCancellationRequested) return;
        await Load();
        StateHasChanged();
    });
}
