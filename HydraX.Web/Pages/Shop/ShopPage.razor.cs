using System.Data.Common;
using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Shop;
using HydraX.Core.Shop.Effects;
using HydraX.Core.Users.Days;
using HydraX.Web.Components.Layout;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Numbers;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Shop;

/// <summary>The shop: what there is for XP, what you hold and until when, what you bought.</summary>
public sealed partial class ShopPage(ShopQuestions questions, XpShop shop, Progression progression, Presence presence, FrameSignal frame, Toasts toasts) : IDisposable
{
    private const int Rows = 10;

    private static readonly string[] GroupNames = ["To use", "Titles", "Frames", "For your squad"];

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private Question asked = new("", "", [], "");
    private long userId;
    private long? shownBefore;
    private string? failed;
    private bool isBusy;

    /// <summary>What the page shows.</summary>
    /// <param name="Username">Who looks.</param>
    /// <param name="Shelf">The shop as they see it.</param>
    /// <param name="Bought">A page of their purchases.</param>
    public sealed record Screen(string Username, ShopView Shelf, PurchasePage Bought);

    private sealed record Question(string Title, string Do, IReadOnlyList<Sum.Entry> Lines, string Note);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    /// <summary>Purchases before this one are shown.</summary>
    [SupplyParameterFromQuery] public long? Before { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    // Beside the balance, or below what is at stake tonight.
    private string Third => View!.Shelf.WipeAt is null ? "span-3" : "span-4";

    private IEnumerable<(string Name, IEnumerable<ShopOffer> Offers)> Groups =>
        View!.Shelf.Offers.GroupBy(o => GroupOf(o.Does)).OrderBy(g => Array.IndexOf(GroupNames, g.Key)).Select(g => (g.Key, g.AsEnumerable()));

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        userId = (await presence.Arrive()).UserId!.Value;
        if (View is not null) shownBefore = Before;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (View is null || shownBefore != Before) await Load();
    }

    /// <summary>Lets go of what is still being asked and told.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        shownBefore = Before;
        try
        {
            var shelf = await questions.Shelf(userId, gone.Token);
            var bought = await questions.History(userId, Before, Rows, gone.Token);
            View = shelf is null ? null : new((await Authentication).User.Identity!.Name!, shelf, bought);
            failed = shelf is null ? "This account has no profile. Sign in again." : null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Buy(ShopOffer offer)
    {
        var balance = View!.Shelf.Balance;
        asked = new($"Buy {offer.Name}?", $"Buy for {Figures.Count(offer.Price)} XP",
            [new("Balance", Figures.Count(balance)), new(offer.Name, Figures.Count(-offer.Price)), new("Left", Figures.Count(balance - offer.Price), IsTotal: true)], Effect(offer));
        StateHasChanged();
        // One key for one question: a double press buys once.
        var key = $"web:{Guid.NewGuid():N}";
        if (!await confirm!.Ask()) return;
        isBusy = true;
        await presence.Act();
        var bought = await progression.BuyAt(userId, offer.Code, offer.Price, key, gone.Token);
        isBusy = false;
        if (bought.Succeeded) toasts.Say($"{bought.Value.Name} bought, {Figures.Count(bought.Value.Balance)} XP left");
        else toasts.Refuse(bought.Problem.Sentence);
        await Load();
        frame.Raise();
    }

    private Task Wear(ShopOffer offer) => Dress(() => shop.Wear(userId, offer.Code, gone.Token));

    private Task PutOff(EffectKind kind) => Dress(() => shop.PutOff(userId, kind, gone.Token));

    private async Task Dress(Func<Task<Outcome<Worn>>> change)
    {
        await presence.Act();
        var worn = await change();
        if (!worn.Succeeded) toasts.Refuse(worn.Problem.Sentence);
        else toasts.Say(ShopWords.Wears(worn.Value));
        await Load();
        frame.Raise();
    }

    private string Effect(ShopOffer offer) => offer.Does switch
    {
        StreakFreeze => $"The next day without activity uses it. With it you hold {View!.Shelf.Freezes + 1} of {StreakRules.MostFreezes}.",
        XpBoost when View!.Shelf.BoostUntil is { } until => $"It is put behind the one that runs until {until.UtcDateTime:HH:mm} UTC.",
        XpBoost boost => $"It begins at once and lasts {boost.Minutes} minutes.",
        ExtraShot => "It counts until 00:00 UTC, and lapses then if it was not fired.",
        ExtendedMagazine magazine => $"It begins at once and lasts {Spoken.Number(magazine.Hours, "hour")}, for signals of TCS {magazine.LeastTcs} and up.",
        SquadRadar radar => $"It begins at once and lasts {Spoken.Number(radar.Hours, "hour")}.",
        SquadBanner => "It is there for good, above the squad that you lead.",
        ProfileTitle or ProfileFrame => "It is yours for good, and worn at once.",
        var other => throw new InvalidOperationException($"No words for {other.Kind} yet."),
    };

    private static string GroupOf(ItemEffect effect) => effect switch
    {
        ProfileTitle => "Titles",
        ProfileFrame => "Frames",
        SquadRadar or SquadBanner => "For your squad",
        _ => "To use",
    };

    /// <summary>×1.5</summary>
    internal static string Multiplied(decimal factor) => string.Create(CultureInfo.InvariantCulture, $"×{factor:0.##}");
}
