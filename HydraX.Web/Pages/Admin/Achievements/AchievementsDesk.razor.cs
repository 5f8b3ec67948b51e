using System.Data.Common;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Admin.Achievements;

/// <summary>All achievements, for staff.</summary>
public sealed partial class AchievementsDesk(AchievementDeskQuestions questions) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>What the page shows.</summary>
    /// <param name="Lines">The achievements.</param>
    /// <param name="Grants">Grants backwards, the latest first.</param>
    public sealed record Screen(IReadOnlyList<AchievementLine> Lines, IReadOnlyList<GrantLine> Grants);

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public Screen? View { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View is null) await Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            View = new(await questions.All(gone.Token), await questions.Grants(null, gone.Token));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private static string Words(AchievementLine line) => $"{line.Draft.Name} {line.Draft.Code} {line.Draft.Category.Code()} {line.Draft.Tier.Code()} {(line.Draft.IsActive ? "active" : "retired")}";
}
