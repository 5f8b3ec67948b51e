using System.Text.RegularExpressions;
using HydraX.Tests.Support;

namespace HydraX.Tests.Components.Ui;

public sealed partial class TokenTests
{
    [Fact]
    public void Only_the_tokens_hold_a_colour_a_size_or_a_duration()
    {
        var found = Sheets().Where(f => Path.GetFileName(f) != "tokens.css")
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Where: $"{Path.GetFileName(f)}:{i + 1}", Line: line)))
            .Where(l => !l.Line.StartsWith("@media", StringComparison.Ordinal) && !l.Line.StartsWith("@container", StringComparison.Ordinal) && !l.Line.Contains("unicode-range", StringComparison.Ordinal))
            .SelectMany(l => Literal().Matches(l.Line).Select(m => $"{l.Where} {m.Value}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Components_hold_no_colour() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.Folder("HydraX.Web"), "*.razor", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Colour().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)} {m.Value}")));

    [Fact]
    public void Every_token_that_is_used_exists()
    {
        var text = string.Concat(Sheets().Select(File.ReadAllText));
        var made = Made().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        string[] fromMarkup = ["--v", "--at", "--top", "--zero", "--hue", "--fill"];

        Assert.Empty(Used().Matches(text).Select(m => m.Groups[1].Value).Distinct().Except(made).Except(fromMarkup));
    }

    private static IEnumerable<string> Sheets() => Directory.EnumerateFiles(Repository.Folder("HydraX.Web"), "*.css", SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"));

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)|\b(rgb|hsl|oklch)a?\(|(?<![\w.-])\d*\.?\d+(px|rem|ms|s)\b")]
    private static partial Regex Literal();

    [GeneratedRegex("""["' :]#[0-9a-fA-F]{6}\b|\brgb\(""")]
    private static partial Regex Colour();

    [GeneratedRegex(@"(--[\w-]+)\s*:")]
    private static partial Regex Made();

    [GeneratedRegex(@"var\((--[\w-]+)")]
    private static partial Regex Used();
}
