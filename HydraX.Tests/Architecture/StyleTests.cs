using System.Text.RegularExpressions;
using HydraX.Tests.Support;
using Mono.Cecil;

namespace HydraX.Tests.Architecture;

public sealed partial class StyleTests
{
    // ASP.NET Core finds these by their names.
    private static readonly string[] FoundByName = ["InvokeAsync", "BindAsync"];

    private static IEnumerable<TypeDefinition> Ours => Compiled.Types(Compiled.Core).Concat(Compiled.Types(Compiled.Web))
        .Where(type => Compiled.Owner(type).Namespace.StartsWith("HydraX", StringComparison.Ordinal));

    [Fact]
    public void No_member_of_ours_ends_in_Async()
    {
        var suffixed = Ours.SelectMany(type => type.Methods)
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !method.Name.Contains('<') && !method.Name.Contains('.'))
            .Where(method => (!method.IsVirtual || method.DeclaringType.IsInterface) && !FoundByName.Contains(method.Name))
            .Select(method => $"{method.DeclaringType.Name}.{method.Name}").ToList();

        Assert.True(suffixed.Count == 0, string.Join(", ", suffixed));
    }

    [Fact]
    public void No_type_of_ours_is_named_for_nothing()
    {
        var vague = Ours.Where(type => !type.Name.StartsWith('<') && VagueName().IsMatch(type.Name.Split('`')[0])).Select(type => type.FullName).ToList();

        Assert.True(vague.Count == 0, string.Join(", ", vague));
    }

    [Fact]
    public void Every_public_type_says_what_it_is()
    {
        var silent = new[] { "HydraX.Core", "HydraX.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains("Migrations"))
            .SelectMany(Silent).ToList();

        Assert.True(silent.Count == 0, string.Join(Environment.NewLine, silent));
    }

    // A declaration may be preceded by attributes; above these stands the comment. One of several partial declarations will do.
    private static IEnumerable<string> Silent(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!PublicType().IsMatch(lines[i]) || lines[i].Contains(" partial ", StringComparison.Ordinal)) continue;
            var above = i - 1;
            while (above >= 0 && lines[above].TrimStart().StartsWith('[')) above--;
            if (above < 0 || !lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal)) yield return $"{Path.GetRelativePath(Repository.Root, file)}:{i + 1}: {lines[i].Trim()}";
        }
    }

    [GeneratedRegex(@"(Manager|Helper|Processor|Util|Utils)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^\s*public (?:static |sealed |abstract |readonly |ref |unsafe )*(?:class|record|struct|interface|enum|record struct) ")]
    private static partial Regex PublicType();
}
