using System.Data.Common;
using System.Globalization;
using HydraX.Core.Kernel;
using HydraX.Core.Leaderboards;
using HydraX.Core.Leaderboards.Freezing;
using HydraX.Web.Components.Ui.Tables;
using HydraX.Web.Pages.Members;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Pages.Leaderboards;

/// <summary>Which part of the hall an address asks for.</summary>
/// <param name="Period">The kind of period.</param>
/// <param name="Start">The first day of one; null is the latest.</param>
public sealed record HallChoice(BoardPeriod Period, DateOnly? Start);

/// <summary>What the hall of fame shows.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Hall">What is there; null if nothing.</param>
public sealed record HallAnswer(HallChoice Asked, HallView? Hall);

/// <summary>Boards that are over, chosen by the address. What is frozen does not move, so the page is asked once.</summary>
public sealed partial class HallPage(HallQuestions hall, Presence presence) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private string? failed;

    /// <summary>Of which kind of period: <c>day</c>, <c>week</c>, <c>month</c> or <c>season</c>.</summary>
    [SupplyParameterFromQuery] public string? Period { get; set; }

    /// <summary>The first day of the one that is shown: <c>2026-11-16</c>; the latest without.</summary>
    [SupplyParameterFromQuery] public string? Start { get; set; }

    /// <summary>Carried from the prerendered page into the circuit, so that it is asked once.</summary>
    [PersistentState] public HallAnswer? View { get; set; }

    private HallChoice? Asked
    {
        get
        {
            var period = BoardPeriod.Week;
            if (Period is not null && (!Codes<BoardPeriod>.TryParse(Period, out period) || period == BoardPeriod.All)) return null;
            if (Start is null) return new(period, null);
            return DateOnly.TryParseExact(Start, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? new(period, start) : null;
        }
    }

    private bool IsAnswered => View is not null && View.Asked == Asked;

    private string Unknown => Start is null ? $"There is no hall of fame for “{Period}”." : $"No frozen board began on “{Start}”.";

    private List<Segments.Choice> Choices =>
        [.. Enum.GetValues<BoardPeriod>().Where(period => period != BoardPeriod.All).Select(period => new Segments.Choice(HallWords.Name(period), Urls.Hall(period.Code()), period == Asked?.Period))];

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => Asked is null || IsAnswered ? presence.Arrive() : Load();

    /// <summary>Lets go of what is still being asked.</summary>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Load()
    {
        if (Asked is not { } asked) return;
        try
        {
            var found = await hall.At(asked.Period, asked.Start, (await presence.Arrive()).UserId, gone.Token);
            if (Asked != asked) return;
            View = new(asked, found);
            failed = null;
        }
        catch (DbException)
        {
            failed = PageWords.NoDatabase;
        }
    }
}
