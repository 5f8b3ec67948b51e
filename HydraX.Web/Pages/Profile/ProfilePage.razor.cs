using System.Data.Common;
using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.PressPass;
using HydraX.Core.Screens;
using HydraX.Core.Users.Duties;
using HydraX.Web.Components.Ui;
using HydraX.Web.Components.Ui.Charts;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Profile;

/// <summary>A member's profile, as far as the person who looks may see it.</summary>
public sealed partial class ProfilePage(ProfileQuestions questions, Presence presence, NavigationManager navigation) : IDisposable
{
    private const int Usual = 90;
    private static readonly int[] Spans = [30, Usual, 365];
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>The name in the address.</summary>
    [Parameter] public string Username { get; set; } = "";

    /// <summary>How many days the line covers: 30, 90 or 365; anything else is 90.</summary>
    [SupplyParameterFromQuery] public int? Days { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public ProfileView? View { get; set; }

    private int Span => Days is { } days && Spans.Contains(days) ? days : Usual;

    private DateOnly Today => UtcDay.Of(View!.Now).Date;

    private static string Wiped(ShadowRecord shadow) =>
        shadow.Resets == 0 ? "nothing was ever wiped" : $"{Figures.Count(shadow.Wiped)} wiped in {Figures.Count(shadow.Resets)} {(shadow.Resets == 1 ? "night" : "nights")}";

    private int ActiveDays => View!.Year.Count(d => d.Earned > 0);

    private Dictionary<DateOnly, long> Heat => View!.Year.ToDictionary(d => d.On, d => d.Earned);

    private Dictionary<DateOnly, string> Kept => View!.Kept.ToDictionary(d => d.On, d => d.ForgivenFor is { } why ? $"forgiven to everybody: {why}" : "protected by a streak freeze");

    private List<ChartPoint> Points => [.. View!.Line.Select(d => new ChartPoint(d.On.ToString("d MMM", CultureInfo.InvariantCulture), d.Total, d.WasWiped))];

    private List<Segments.Choice> Choices => [.. Spans.Select(d => new Segments.Choice(d == 365 ? "A year" : $"{d} days", Urls.Profile(View!.Username, d), d == Span))];

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        var isAnswered = View is not null && View.Span == Span && UsernameIs(View.Username);
        return isAnswered ? presence.Arrive() : Load();
    }

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        if (View is not null && !UsernameIs(View.Username)) View = null;
        try
        {
            var caller = await presence.Arrive();
            View = await questions.Of(Username, new(caller.UserId, caller.Has(Duty.SeeHidden)), Span, gone.Token);
            failed = null;
            if (View is null) navigation.NotFound();
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }

    private bool UsernameIs(string name) => string.Equals(Username, name, StringComparison.OrdinalIgnoreCase);

    private long Earned(int days)
    {
        var from = Today.AddDays(1 - days);
        return View!.Year.Where(d => d.On >= from).Sum(d => d.Earned);
    }
}
