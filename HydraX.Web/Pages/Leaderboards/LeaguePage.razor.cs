using System.Data.Common;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards.Leagues;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>What the page of the league shows.</summary>
/// <param name="UserId">Who looks.</param>
/// <param name="At">Domain time when it was asked.</param>
/// <param name="League">Their league.</param>
public sealed record LeagueAnswer(long UserId, DateTimeOffset At, LeagueView League);

/// <summary>One's group of this week, with the zones in which members go up and down.</summary>
public sealed partial class LeaguePage(LeagueQuestions leagues, Presence presence, Clock clock) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public LeagueAnswer? View { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var userId = (await presence.Arrive()).UserId!.Value;
        if (View?.UserId != userId) await Load();
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
            var userId = (await presence.Arrive()).UserId!.Value;
            View = new(userId, clock.GetUtcNow(), await leagues.Of(userId, gone.Token));
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
