using System.Globalization;

namespace HydraX.Benchmarks.Measuring;

/// <summary>Writes markdown tables that can be pasted into the README: one row a figure, with what was required of it.</summary>
internal sealed class Report(TextWriter output)
{
    /// <summary>False once a row's figure has missed what was required.</summary>
    public bool AllHeld { get; private set; } = true;

    /// <summary>Begins a benchmark's table.</summary>
    public void Title(string about)
    {
        output.WriteLine();
        output.WriteLine($"### {about}");
        output.WriteLine();
        output.WriteLine("| what | measured | beside it | ratio | required | held |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
    }

    /// <summary>A figure with a requirement.</summary>
    public void Row(string what, string measured, string required, bool held, string beside = "", string ratio = "")
    {
        AllHeld &= held;
        output.WriteLine($"| {what} | {measured} | {beside} | {ratio} | {required} | {(held ? "yes" : "**no**")} |");
    }

    /// <summary>A figure that nothing is required of.</summary>
    public void Row(string what, string measured, string beside = "", string ratio = "") =>
        output.WriteLine($"| {what} | {measured} | {beside} | {ratio} | | |");

    /// <summary>A contest's row. The ratio is our rate ÷ the baseline's.</summary>
    public void Row(string what, Contest contest, double atLeast) =>
        Row(what, Rate(contest.Ours), $"≥ {Number(atLeast)} ×", contest.Ratio >= atLeast, Rate(contest.Baseline), $"{Number(contest.Ratio)} ×");

    /// <summary>What each side did, below the table.</summary>
    public void Note(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    public static string Rate(Durations run) => $"{Number(run.PerSecond)}/s, {Spread(run)}";

    public static string Spread(Durations run) => $"median {Time(run.Median)}, p99 {Time(run.P99)}";

    public static string Time(TimeSpan time) => time.TotalMicroseconds switch
    {
        < 1_000 => $"{Number(time.TotalMicroseconds)} µs",
        < 1_000_000 => $"{Number(time.TotalMilliseconds)} ms",
        _ => $"{Number(time.TotalSeconds)} s",
    };

    /// <summary>Three significant digits are what a repeated run confirms.</summary>
    public static string Number(double value) => value switch
    {
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
