using System.Text.Json;
using System.Text.Json.Serialization;
using HydraX.Core.Achievements.Metrics;
using HydraX.Core.Kernel;

namespace HydraX.Core.Achievements;

/// <summary>How a metric is compared.</summary>
[LowerCodes]
public enum Comparison
{
    /// <summary>The value or more.</summary>
    AtLeast,

    /// <summary>The value or less; only beside another condition, for everybody begins with nothing.</summary>
    AtMost,
}

/// <summary>One thing that must hold: <c>{"metric":"trades_won","is":"at_least","value":10,"window":"ever"}</c>.</summary>
/// <param name="Metric">The metric's code.</param>
/// <param name="Is">How it is compared.</param>
/// <param name="Value">With what.</param>
/// <param name="Window">Over which time.</param>
public sealed record Condition(string Metric, Comparison Is, long Value, MetricWindow Window = MetricWindow.Ever)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new CodeConverter<Comparison>(), new CodeConverter<MetricWindow>() } };

    /// <summary>Whether a value meets it.</summary>
    public bool Holds(long value) => Is == Comparison.AtLeast ? value >= Value : value <= Value;

    /// <summary>In words: <c>10 trades won in one week</c>.</summary>
    public string Words => MetricList.Find(Metric) is { } metric
        ? $"{(Is == Comparison.AtMost ? "at most " : "")}{metric.Words(Value)}{Window switch { MetricWindow.Day => " in one day", MetricWindow.Week => " in one week", MetricWindow.Month => " in one month", MetricWindow.Season => " in the season", _ => "" }}"
        : $"{Value} of {Metric}, which this version does not know";

    /// <summary>Reads an achievement's requirements.</summary>
    public static IReadOnlyList<Condition> Read(string requirements) => JsonSerializer.Deserialize<List<Condition>>(requirements, Json)!;

    /// <summary>As they are stored.</summary>
    public static string Write(IEnumerable<Condition> conditions) => JsonSerializer.Serialize(conditions, Json);

    private sealed class CodeConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Codes<T>.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code());
    }
}
