namespace HydraX.Benchmarks.Measuring;

/// <summary>One benchmark: measures, and writes its rows into the report.</summary>
internal interface IBenchmark
{
    /// <summary>What is typed after <c>--</c> to run it.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string About { get; }

    Task Run(Report report, CancellationToken stop);
}
