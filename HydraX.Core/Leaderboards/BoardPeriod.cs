using HydraX.Core.Kernel;

namespace HydraX.Core.Leaderboards;

/// <summary>Over which time a board counts, in UTC. The codes stand in URLs and in the API: <c>?period=week</c>.</summary>
[LowerCodes]
public enum BoardPeriod
{
    /// <summary>Since midnight.</summary>
    Day,

    /// <summary>Since Monday's midnight, as ISO 8601 counts weeks.</summary>
    Week,

    /// <summary>Since the first of the month.</summary>
    Month,

    /// <summary>Since the first day of the season that runs; where none does, there is no such board.</summary>
    Season,

    /// <summary>Ever: what was earned and kept.</summary>
    All,
}
