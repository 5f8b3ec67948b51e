using Mono.Cecil;

namespace HydraX.Tests.Architecture;

public sealed class ArrowTests
{
    // HydraXDb gathers every slice's tables: the arrows of Data are the slices' own.
    private static readonly ILookup<string, (string To, string Where)> Graph = Compiled.Types(Compiled.Core)
        .Where(type => Compiled.Slice(type) is not (null or "Data"))
        .SelectMany(type => Compiled.Named(type)
            .Where(named => Compiled.Slice(named) is { } to && to != Compiled.Slice(type))
            .Select(named => (From: Compiled.Slice(type)!, To: Compiled.Slice(named)!, Where: $"{Compiled.Owner(type).Name} names {Compiled.Owner(named).Name}")))
        .Distinct().ToLookup(arrow => arrow.From, arrow => (arrow.To, arrow.Where));

    [Fact]
    public void A_slice_uses_only_what_the_table_allows()
    {
        var forbidden = Graph.SelectMany(from => from.Where(arrow => !Arrows.Allows(from.Key, arrow.To)).Select(arrow => $"{from.Key} → {arrow.To}: {arrow.Where}")).Order().ToList();

        Assert.True(Graph.Count > 5);
        Assert.True(forbidden.Count == 0, string.Join(Environment.NewLine, forbidden));
    }

    [Fact]
    public void Every_slice_stands_in_the_table()
    {
        var slices = Compiled.Types(Compiled.Core).Select(Compiled.Slice).OfType<string>().Distinct();

        Assert.Empty(slices.Except(Arrows.Table.Keys).Except(["Kernel", "Data"]));
    }

    [Fact]
    public void The_arrows_make_no_cycle()
    {
        var open = Graph.Select(from => from.Key).Where(slice => slice is not ("Kernel" or "Data")).ToHashSet();
        while (open.Where(slice => !Graph[slice].Any(arrow => open.Contains(arrow.To))).ToList() is { Count: > 0 } leaves) open.ExceptWith(leaves);

        Assert.True(open.Count == 0, $"These use each other in a circle: {string.Join(", ", open.Order())}");
    }

    [Fact]
    public void Kernel_knows_no_slice_and_the_core_knows_no_web()
    {
        Assert.Empty(Graph["Kernel"]);
        Assert.DoesNotContain(Compiled.Core.MainModule.AssemblyReferences, reference => reference.Name.StartsWith("HydraX", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_Progress_posts_to_the_ledger()
    {
        string[] posting = ["Post", "Wipe", "SettleMidnight"];
        var posters = Compiled.Types(Compiled.Core).Concat(Compiled.Types(Compiled.Web))
            .Where(type => Compiled.Calls(type).Any(call => call.DeclaringType.FullName == "HydraX.Core.Xp.XpLedger" && posting.Contains(call.Name)))
            .Select(type => Compiled.Owner(type).FullName).Distinct().Order();

        Assert.All(posters, poster => Assert.True(poster == "HydraX.Core.Xp.XpLedger" || poster.StartsWith("HydraX.Core.Progress.", StringComparison.Ordinal), $"{poster} posts to the ledger."));
    }

    // The night writes a block's lines in one statement; a test of its own holds them against the ledger's.
    [Fact]
    public void Only_the_sweeps_of_the_night_and_of_a_grant_write_ledger_lines_by_hand()
    {
        var writers = Compiled.Types(Compiled.Core).Concat(Compiled.Types(Compiled.Web))
            .Where(type => Compiled.Texts(type).Any(text => text.Contains("INSERT INTO xp_transactions", StringComparison.OrdinalIgnoreCase)))
            .Select(type => Compiled.Owner(type).FullName).Distinct();

        Assert.Equal(["HydraX.Core.PressPass.NightSweep", "HydraX.Core.Progress.GrantSweep"], writers.Order());
    }
}
