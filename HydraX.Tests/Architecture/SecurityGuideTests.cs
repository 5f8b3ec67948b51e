using System.Reflection;
using System.Text.RegularExpressions;
using HydraX.Tests.Support;

namespace HydraX.Tests.Architecture;

public sealed partial class SecurityGuideTests
{
    [Fact]
    public void Every_test_that_the_security_guide_names_exists()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));
        var named = TestName().Matches(guide).Select(match => match.Groups[1].Value).Distinct().ToList();
        var tests = typeof(SecurityGuideTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetCustomAttributes().Any(a => a is Xunit.v3.IFactAttribute))
                .Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();

        Assert.True(named.Count > 40, $"Only {named.Count} tests are named.");
        var missing = named.Where(name => !tests.Contains(name)).ToList();
        Assert.True(missing.Count == 0, $"There is no {string.Join(", no ", missing)}.");
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();
}
