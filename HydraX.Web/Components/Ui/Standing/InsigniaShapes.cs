using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HydraX.Web.Components.Ui.Standing;

/// <summary>
/// Our own ten insignia on a shield of 48 by 48: a bar for recruits, chevrons for the enlisted, upright bars and a diamond for
/// officers, wings, stars and a wreath for the general staff.
/// </summary>
internal static class InsigniaShapes
{
    private static readonly FrozenDictionary<string, MarkupString> Shapes = new Dictionary<string, string>
    {
        ["RECRUIT"] = """<path class="line" stroke-width="3" d="M16.500 24h15"/>""",
        ["PRIVATE"] = Chevrons(23.5),
        ["CORPORAL"] = Chevrons(19.5, 27.5),
        ["SERGEANT"] = Chevrons(15.5, 23.5, 31.5),
        ["LIEUTENANT"] = Bar(21.5),
        ["CAPTAIN"] = Bar(16.5) + Bar(26.5),
        ["MAJOR"] = """<path class="solid" d="M24 10.500 32.500 24 24 37.500 15.500 24Z"/><path class="cut" stroke-width="1.600" d="M24 16v16M20 21.500l4 4 4-4"/>""",
        ["COLONEL"] = """<path class="solid" d="m24 13 3.500 6L24 34l-3.500-15Z"/><path class="line" stroke-width="2.200" d="M19 20c-4 0-7-1.700-8.500-5.500M19.300 24.700c-3.300 0-5.600-1.200-7-3.700M29 20c4 0 7-1.700 8.500-5.500M28.700 24.700c3.300 0 5.600-1.200 7-3.700"/>""",
        ["GENERAL"] = Star(24, 15.5, 5.6) + Star(17, 27, 5.6) + Star(31, 27, 5.6),
        ["FIELD_MARSHAL"] = Star(24, 21.5, 7.4) + """<path class="line" stroke-width="2" d="M12.500 15.500c-1.600 9.200 2.400 16.400 10 19.200M35.500 15.500c1.600 9.200-2.400 16.400-10 19.200M12.300 21.500l3.600 1.100M14.300 27.200l3.600-.5M35.700 21.500l-3.600 1.100M33.700 27.200l-3.600-.5"/>""",
    }.ToFrozenDictionary(p => p.Key, p => new MarkupString(p.Value));

    /// <summary>The shapes inside the shield, nothing for a rank that is not known.</summary>
    internal static MarkupString Of(string rank) => Shapes.GetValueOrDefault(rank);

    private static string Chevrons(params double[] tops) => string.Concat(tops.Select(y =>
        string.Create(CultureInfo.InvariantCulture, $"""<path class="line" stroke-width="3" d="m15 {y + 3.5} 9-7 9 7"/>""")));

    private static string Bar(double x) =>
        string.Create(CultureInfo.InvariantCulture, $"""<rect class="solid" x="{x}" y="13" width="5" height="21" rx="1"/>""");

    private static string Star(double x, double y, double size)
    {
        var points = Enumerable.Range(0, 10).Select(i =>
        {
            var reach = i % 2 == 0 ? size : size * 0.45;
            var turn = Math.PI * (i / 5.0 - 0.5);
            return string.Create(CultureInfo.InvariantCulture, $"{x + reach * Math.Cos(turn):0.##} {y + reach * Math.Sin(turn):0.##}");
        });
        return $"""<path class="solid" d="M{string.Join('L', points)}Z"/>""";
    }
}
