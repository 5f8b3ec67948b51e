using HydraX.Core.Leaderboards.Ranking;

namespace HydraX.Tests.Leaderboards.Ranking;

/// <summary>The rule of a board written the slow and obvious way: what the quick one is held against.</summary>
internal sealed class NaiveBoard
{
    private readonly Dictionary<long, Standing> standings = [];

    public int Count => standings.Count;

    public void Set(Standing standing) => standings[standing.Member] = standing;

    public bool Remove(long member) => standings.Remove(member);

    public Standing? Find(long member) => standings.TryGetValue(member, out var found) ? found : null;

    public List<RankedRow> Rows()
    {
        var ordered = standings.Values
            .OrderByDescending(standing => standing.Score).ThenBy(standing => standing.ReachedAt).ThenBy(standing => standing.Member)
            .ToList();
        var places = ordered.Index().GroupBy(entry => entry.Item.Score, entry => entry.Index + 1).ToDictionary(tie => tie.Key, tie => tie.Min());
        return [.. ordered.Select(standing => new RankedRow(places[standing.Score], standing.Member, standing.Score, standing.ReachedAt))];
    }
}
