using System.Data.Common;
using HydraX.Core.Achievements;
using HydraX.Core.Kernel;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Components.Ui.Standing;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Achievements;

/// <summary>What a member has achieved, what is near, the goals of the week, and which badges they show.</summary>
public sealed partial class AchievementsPage(AchievementQuestions questions, TrophyCase trophies, Presence presence, Toasts toasts) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private long userId;
    private string? failed;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public TrophyView? View { get; set; }

    /// <summary><c>earned</c>, <c>open</c>, or a category; null is all.</summary>
    [SupplyParameterFromQuery] public string? Only { get; set; }

    private IReadOnlyList<Showcase.Item> Shown =>
        [.. View!.Trophies.Where(t => t.Showcase is not null).OrderBy(t => t.Showcase).Select(t => new Showcase.Item(t.Name, t.Tier.Code()))];

    private IEnumerable<IGrouping<AchievementCategory, Trophy>> Groups => View!.Trophies.Where(IsShown).GroupBy(t => t.Category).OrderBy(g => g.Key);

    private IReadOnlyList<Segments.Choice> Choices =>
    [
        new("All", Urls.Achievements, Only is null),
        new("Earned", Urls.AchievementsOnly("earned"), Only == "earned"),
        new("Open", Urls.AchievementsOnly("open"), Only == "open"),
        .. View!.Trophies.Select(t => t.Category).Distinct().Order().Select(c => new Segments.Choice(c.ToString(), Urls.AchievementsOnly(c.Code()), Only == c.Code())),
    ];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
        else userId = (await presence.Arrive()).UserId!.Value;
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private bool IsShown(Trophy trophy) => Only switch
    {
        null => true,
        "earned" => trophy.EarnedAt is not null,
        "open" => trophy.EarnedAt is null,
        var code => trophy.Category.Code() == code,
    };

    private async Task Load()
    {
        try
        {
            userId = (await presence.Arrive()).UserId!.Value;
            View = await questions.Of(userId, gone.Token);
            failed = View is null ? "This account has no profile. Sign in again." : null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Show(Trophy trophy)
    {
        var shown = View!.Trophies.Where(t => t.Showcase is not null).OrderBy(t => t.Showcase).Select(t => t.Code).ToList();
        if (!shown.Remove(trophy.Code)) shown.Add(trophy.Code);
        await presence.Act();
        var chosen = await trophies.Show(userId, shown, gone.Token);
        if (chosen.Succeeded) toasts.Say(trophy.Showcase is null ? $"{trophy.Name} is shown" : $"{trophy.Name} is no longer shown");
        else toasts.Refuse(chosen.Problem.Sentence);
        await Load();
    }
}
