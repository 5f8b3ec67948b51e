namespace HydraX.Web.Components.Ui.Charts;

/// <summary>A vertical scale whose lines stand at round figures: 1, 2, 2.5 or 5 times a power of ten.</summary>
/// <param name="Low">The lowest line.</param>
/// <param name="High">The highest line.</param>
/// <param name="Step">From line to line.</param>
public readonly record struct ChartScale(double Low, double High, double Step)
{
    private static readonly double[] Round = [1, 2, 2.5, 5, 10];

    /// <summary>A scale that holds all of <paramref name="values"/> and zero, with about <paramref name="lines"/> steps.</summary>
    public static ChartScale Around(IEnumerable<double> values, int lines = 4)
    {
        var (low, high) = values.Aggregate((Low: 0d, High: 0d), (a, v) => (Math.Min(a.Low, v), Math.Max(a.High, v)));
        if (high - low <= 0) return new(0, 1, 1);
        var raw = (high - low) / lines;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Round.First(r => r * power >= raw * 0.999_999) * power;
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>Every line, from low to high.</summary>
    public IEnumerable<double> Lines
    {
        get
        {
            var (low, step) = (Low, Step);
            return Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Math.Round(low + i * step, 10));
        }
    }

    /// <summary>Where a value stands, 0 at the top to 1 at the bottom.</summary>
    public double FromTop(double value) => (High - value) / (High - Low);
}
