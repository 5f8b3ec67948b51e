using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace HydraX.Web.Hosting.Watching;

/// <summary>
/// Listens to the meters of this process and writes their figures in Prometheus' text format. No exporter package restores from our feed; a listener
/// and the format are all that it takes. Recording finds its series without an allocation.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // A tag that somebody could invent must not fill the memory.
    private const int MostSeries = 500;

    private static readonly string[] Meters =
        ["HydraX", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.Diagnostics", "System.Runtime", "Npgsql"];

    private static readonly double[] Seconds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60];

    private readonly ConcurrentDictionary<Instrument, Family> families = new();
    private readonly MeterListener listener = new();

    /// <summary>Listens from now on to the meters of this host and to those that belong to no host.</summary>
    public PrometheusText(IMeterFactory host)
    {
        listener.InstrumentPublished = (instrument, to) =>
        {
            var isOurs = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, host);
            if (isOurs && Meters.Contains(instrument.Meter.Name)) to.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, i => new(i)));
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((Family)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((Family)family!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, family) => ((Family)family!).Record(value, tags));
        listener.Start();
    }

    /// <summary>All figures as text.</summary>
    public string Render()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder(16_384);
        foreach (var family in families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)) family.Write(text);
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private enum Kind
    {
        Counter,
        Gauge,
        Histogram,
    }

    // One instrument with a series for each set of tags.
    private sealed class Family
    {
        private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], Series> series = new(TagsComparer.Instance);
        private readonly Instrument instrument;
        private readonly Kind kind;
        private readonly double[] bounds;

        public Family(Instrument instrument)
        {
            this.instrument = instrument;
            var type = instrument.GetType().Name;
            kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? Kind.Histogram
                : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? Kind.Counter : Kind.Gauge;
            bounds = kind == Kind.Histogram ? (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? Seconds : [];
            Name = Plain(instrument.Name) + instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" } + (kind == Kind.Counter ? "_total" : "");
        }

        public string Name { get; }

        public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var lookup = series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
            if (!lookup.TryGetValue(tags, out var one)) one = Add(tags);
            if (kind == Kind.Histogram) one.Observe(value, bounds);
            else if (instrument.IsObservable || kind == Kind.Gauge && instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal)) one.Set(value);
            else one.Add(value);
        }

        public void Write(StringBuilder text)
        {
            if (series.IsEmpty) return;
            if (instrument.Description is { Length: > 0 } help) text.Append("# HELP ").Append(Name).Append(' ').Append(help.Replace("\\", @"\\").Replace("\n", @"\n")).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var one in series.Values.OrderBy(one => one.Labels, StringComparer.Ordinal)) one.Write(text, Name, kind, bounds);
        }

        private Series Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            KeyValuePair<string, object?>[] key = series.Count < MostSeries ? tags.ToArray() : [new("overflow", "true")];
            return series.GetOrAdd(key, k => new(LabelsOf(k), bounds.Length));
        }
    }

    private sealed class Series(string labels, int buckets)
    {
        private readonly long[] counts = new long[buckets + 1];
        private double sum;

        public string Labels => labels;

        public void Set(double value) => Interlocked.Exchange(ref sum, value);

        public void Add(double value)
        {
            double seen;
            do seen = Volatile.Read(ref sum);
            while (Interlocked.CompareExchange(ref sum, seen + value, seen) != seen);
        }

        public void Observe(double value, double[] bounds)
        {
            var bucket = 0;
            while (bucket < bounds.Length && value > bounds[bucket]) bucket++;
            Interlocked.Increment(ref counts[bucket]);
            Add(value);
        }

        public void Write(StringBuilder text, string name, Kind kind, double[] bounds)
        {
            if (kind != Kind.Histogram)
            {
                Line(text, name, labels, Volatile.Read(ref sum));
                return;
            }
            long upTo = 0;
            for (var bucket = 0; bucket <= bounds.Length; bucket++)
            {
                upTo += Interlocked.Read(ref counts[bucket]);
                var bound = bucket == bounds.Length ? "+Inf" : bounds[bucket].ToString("R", CultureInfo.InvariantCulture);
                Line(text, name + "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", upTo);
            }
            Line(text, name + "_sum", labels, Volatile.Read(ref sum));
            Line(text, name + "_count", labels, upTo);
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
            text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        }
    }

    // Finds a series by the tags of a measurement as they lie on the stack.
    private sealed class TagsComparer : IEqualityComparer<KeyValuePair<string, object?>[]>,
        IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, KeyValuePair<string, object?>[]>
    {
        public static readonly TagsComparer Instance = new();

        public bool Equals(KeyValuePair<string, object?>[]? x, KeyValuePair<string, object?>[]? y) => Equals(x.AsSpan(), y!);

        public int GetHashCode([DisallowNull] KeyValuePair<string, object?>[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, KeyValuePair<string, object?>[] other)
        {
            if (alternate.Length != other.Length) return false;
            for (var i = 0; i < other.Length; i++)
                if (alternate[i].Key != other[i].Key || !Equals(alternate[i].Value, other[i].Value)) return false;
            return true;
        }

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = new HashCode();
            foreach (var tag in alternate)
            {
                hash.Add(tag.Key);
                hash.Add(tag.Value);
            }
            return hash.ToHashCode();
        }

        public KeyValuePair<string, object?>[] Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => alternate.ToArray();
    }

    private static string LabelsOf(KeyValuePair<string, object?>[] tags) => string.Join(',', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
        .Select(tag => $"{Plain(tag.Key)}=\"{Escape(tag.Value is bool yes ? yes ? "true" : "false" : Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\""));

    private static string Escape(string value) => value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
