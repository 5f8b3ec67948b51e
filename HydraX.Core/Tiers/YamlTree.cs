using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HydraX.Core.Tiers;

/// <summary>
/// A yml document as written: with lines, quotes and repeated keys, which YamlDotNet's own object model hides or stops at, so that
/// every fault of a file can be listed at once.
/// </summary>
internal abstract record YamlTree(int Line)
{
    /// <summary>What a person would call it, to say what was found.</summary>
    public abstract string Kind { get; }

    /// <summary>One value; an alias is its own text, since the file has no use for one.</summary>
    public sealed record Scalar(int Line, string Text, bool IsQuoted) : YamlTree(Line)
    {
        public override string Kind => IsQuoted ? $"text in quotes (\"{Text}\")" : Text.Length == 0 ? "empty" : $"\"{Text}\"";
    }

    /// <summary>A list of values.</summary>
    public sealed record List(int Line, IReadOnlyList<YamlTree> Items) : YamlTree(Line)
    {
        public override string Kind => "a list";
    }

    /// <summary>Keys with their lines and values, repeats included.</summary>
    public sealed record Map(int Line, IReadOnlyList<(string Key, int Line, YamlTree Value)> Entries) : YamlTree(Line)
    {
        public override string Kind => "a group of keys";
    }

    /// <summary>Reads a text; null if there is nothing in it.</summary>
    /// <exception cref="YamlException">The text is not one yml document.</exception>
    public static YamlTree? Parse(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var tree = ReadNode(parser);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second)) throw new YamlException(second.Start, second.End, "a second document begins here.");
        return tree;
    }

    private static YamlTree ReadNode(Parser parser)
    {
        if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var scalar)) return ReadValue(scalar);
        if (parser.TryConsume<AnchorAlias>(out var alias)) return new Scalar((int)alias.Start.Line, $"*{alias.Value}", IsQuoted: false);
        return parser.TryConsume<SequenceStart>(out var list) ? ReadList(parser, list) : ReadMap(parser, parser.Consume<MappingStart>());
    }

    private static Scalar ReadValue(YamlDotNet.Core.Events.Scalar scalar)
    {
        var isNull = scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" };
        return new((int)scalar.Start.Line, isNull ? "" : scalar.Value, scalar.Style != ScalarStyle.Plain);
    }

    private static List ReadList(Parser parser, SequenceStart start)
    {
        var items = new List<YamlTree>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser));
        return new((int)start.Start.Line, items);
    }

    private static Map ReadMap(Parser parser, MappingStart start)
    {
        var entries = new List<(string, int, YamlTree)>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser);
            entries.Add((key is Scalar name ? name.Text : key.Kind, key.Line, ReadNode(parser)));
        }
        return new((int)start.Start.Line, entries);
    }
}
