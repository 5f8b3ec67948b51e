using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Xp.Seasons;

/// <summary>A season as staff sees it.</summary>
/// <param name="Season">As the calendar has it, or would.</param>
/// <param name="Revision">What a change must name.</param>
/// <param name="By">Who planned it; null for somebody who is gone.</param>
/// <param name="CancelledAt">When it was withdrawn.</param>
public sealed record SeasonLine(SeasonSpan Season, long Revision, string? By, DateTimeOffset? CancelledAt)
{
    /// <summary>Whether it holds a day and counts.</summary>
    public bool Runs(DateOnly today) => CancelledAt is null && Season.Holds(new UtcDay(today));

    /// <summary>Whether it is to come.</summary>
    public bool IsAhead(DateOnly today) => CancelledAt is null && Season.StartsOn > today;
}

/// <summary>Reads of seasons.</summary>
public sealed class SeasonQuestions(HydraXData data)
{
    /// <summary>Seasons that staff sees at once; there are a few a year.</summary>
    public const int Most = 40;

    /// <summary>The latest seasons, withdrawn ones too, the one that begins last first.</summary>
    public Task<List<SeasonLine>> Latest(CancellationToken stop = default) => data.Read(async db =>
    {
        var rows = await db.Seasons.OrderByDescending(s => s.StartsOn).ThenByDescending(s => s.SeasonId).Take(Most)
            .Select(s => new { Row = s, By = db.Users.Where(u => u.Id == s.MadeByUserId).Select(u => u.UserName).FirstOrDefault() }).ToListAsync(stop);
        return rows.ConvertAll(r => new SeasonLine(SeasonSpan.Of(r.Row), r.Row.Revision, r.By, r.Row.CancelledAt));
    }, stop);
}
