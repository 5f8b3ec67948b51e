namespace HydraX.Benchmarks.Measuring;

/// <summary>
/// Our code and a baseline, measured in turns in one run on one machine. The order changes every round, so that neither
/// always profits from a warm cache or suffers from the other's leftovers.
/// </summary>
/// <param name="Ours">All rounds of our side.</param>
/// <param name="Baseline">All rounds of the other side.</param>
/// <param name="Ratio">Our rate ÷ the baseline's rate: the median over the rounds.</param>
internal sealed record Contest(Durations Ours, Durations Baseline, double Ratio)
{
    /// <summary>Each side performs one round when called. One round of each is played before, and not counted.</summary>
    public static async Task<Contest> Between(int rounds, Func<Task<Durations>> ours, Func<Task<Durations>> baseline)
    {
        var ourRounds = new List<Durations>();
        var baselineRounds = new List<Durations>();
        for (var round = -1; round < rounds; round++)
        {
            var oursFirst = round % 2 == 0;
            var first = await (oursFirst ? ours : baseline)();
            var second = await (oursFirst ? baseline : ours)();
            if (round < 0) continue;
            ourRounds.Add(oursFirst ? first : second);
            baselineRounds.Add(oursFirst ? second : first);
        }
        var ratios = ourRounds.Zip(baselineRounds, (our, other) => our.PerSecond / other.PerSecond).Order().ToList();
        return new Contest(Durations.Together(ourRounds), Durations.Together(baselineRounds), ratios[ratios.Count / 2]);
    }

    /// <inheritdoc cref="Between(int, Func{Task{Durations}}, Func{Task{Durations}})"/>
    public static Task<Contest> Between(int rounds, Func<Durations> ours, Func<Durations> baseline) =>
        Between(rounds, () => Task.FromResult(ours()), () => Task.FromResult(baseline()));
}
