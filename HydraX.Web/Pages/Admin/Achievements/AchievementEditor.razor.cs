using System.Data.Common;
using HydraX.Core.Achievements;
using HydraX.Core.Admin;
using HydraX.Core.Kernel;
using HydraX.Core.Progress;
using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Ui.Forms;
using HydraX.Web.Components.Ui.Notices;
using HydraX.Web.Hosting;
using HydraX.Web.Jobs;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace HydraX.Web.Pages.Admin.Achievements;

/// <summary>Makes an achievement or changes one, shows who would earn it, and grants it backwards.</summary>
public sealed partial class AchievementEditor(
    AchievementDeskQuestions questions, AchievementOperations operations, AchievementBook book, BackwardGrants backwards, JobDesk desk, Toasts toasts, Visit visit, NavigationManager navigation, TimeProvider machine) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<SelectField<AchievementCategory>.Option> Categories = [.. Enum.GetValues<AchievementCategory>().Select(c => new SelectField<AchievementCategory>.Option(c, c.ToString()))];

    private static readonly IReadOnlyList<SelectField<BadgeTier>.Option> Tiers =
        [.. Enum.GetValues<BadgeTier>().Select(t => new SelectField<BadgeTier>.Option(t, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{t.Code()} ×{AchievementRules.Multiplier(t):0.#}")))];

    private readonly CancellationTokenSource gone = new();
    private Confirm? confirm;
    private AchievementForm? form;
    private AchievementLine? line;
    private AchievementPreview? preview;
    private AchievementPreview reach = new(0, [], 0);
    private IReadOnlyList<AchievementHistoryLine> history = [];
    private IReadOnlyList<GrantLine> grants = [];
    private Problem? refused, grantRefused;
    private string? failed, why, grantWhy, shown;
    private bool isBusy, isLooking, isGranting;

    /// <summary>The achievement's code; <c>new</c> makes one.</summary>
    [Parameter] public string Code { get; set; } = "";

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsNew => Code == "new";

    private string Title => IsNew ? "New achievement" : line?.Draft.Name ?? Code;

    private IReadOnlyList<SelectField<string?>.Option> Others =>
        [new(null, "nothing"), .. book.InForce.All.Where(a => a.Code != Code).Select(a => new SelectField<string?>.Option(a.Code, a.Row.Name))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (shown == Code) return;
        shown = Code;
        await Load();
        if (grants.Any(g => g.EndedAt is null)) _ = Watch();
    }

    /// <summary>Lets go of what is still being asked. A grant goes on.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        try
        {
            failed = null;
            line = IsNew ? null : await questions.One(Code, gone.Token);
            form = IsNew ? new() : line is null ? null : AchievementForm.Of(line.Draft);
            history = line is null ? [] : await questions.History(Code, gone.Token);
            grants = line is null ? [] : await questions.Grants(Code, gone.Token);
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private async Task Look()
    {
        isLooking = true;
        var looked = await Preview();
        (isLooking, refused, preview) = (false, looked.Problem, looked.Succeeded ? looked.Value : null);
    }

    private async Task<Outcome<AchievementPreview>> Preview()
    {
        var made = form!.Made();
        return made.Succeeded ? await questions.Preview(made.Value, gone.Token) : made.Problem;
    }

    private async Task Save()
    {
        var made = form!.Made();
        refused = made.Problem;
        if (!made.Succeeded) return;
        isBusy = true;
        var saved = await operations.Save(made.Value, IsNew ? null : line!.Revision, why, visit.ActorOf((await Authentication).User), gone.Token);
        (isBusy, refused) = (false, saved.Problem);
        if (!saved.Succeeded) return;
        toasts.Say($"{made.Value.Name} is saved");
        why = null;
        if (IsNew) navigation.NavigateTo(Urls.AdminAchievement(made.Value.Code.Trim()));
        else await Load();
    }

    private async Task Grant()
    {
        if (string.IsNullOrWhiteSpace(grantWhy))
        {
            grantRefused = Problem.Of("audit.why", "Say why first, for the record.");
            return;
        }
        isGranting = true;
        var looked = await questions.Preview(line!.Draft, gone.Token);
        (isGranting, grantRefused) = (false, looked.Problem);
        if (!looked.Succeeded) return;
        reach = looked.Value;
        StateHasChanged();
        if (!await confirm!.Ask()) return;
        var by = visit.ActorOf((await Authentication).User);
        var begun = await operations.GrantBackwards(Code, grantWhy, by, gone.Token);
        grantRefused = begun.Problem;
        if (!begun.Succeeded) return;
        // At once rather than with the job's next turn; whoever leaves the page does not end it.
        _ = desk.Run("achievement-grants", async stop => Spoken.Number(await backwards.Run(stop), "member") + " got something", Duty.ShapeProgress, grantWhy, by, CancellationToken.None);
        grantWhy = null;
        await Watch();
    }

    private async Task StopGrant(GrantLine grant)
    {
        var stopped = await operations.StopGrant(grant.GrantId, string.IsNullOrWhiteSpace(grantWhy) ? "Stopped by hand" : grantWhy, visit.ActorOf((await Authentication).User), gone.Token);
        grantRefused = stopped.Problem;
        grants = await questions.Grants(Code, gone.Token);
    }

    private async Task Watch()
    {
        try
        {
            do
            {
                grants = await questions.Grants(Code, gone.Token);
                line = await questions.One(Code, gone.Token);
                await InvokeAsync(StateHasChanged);
                if (grants.All(g => g.EndedAt is not null)) return;
                await Task.Delay(Glance, machine, gone.Token);
            }
            while (true);
        }
        catch (Exception left) when (left is OperationCanceledException or DbException)
        {
            // The page is gone, or the database for a while; the grant itself goes on, and the page shows it when it is opened again.
        }
    }
}
