using HydraX.Core.Kernel;
using HydraX.Core.Tiers;

namespace HydraX.Tests.Tiers;

public sealed class TierYamlTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "tier_settings.yml"));

    [Fact]
    public void The_shipped_file_has_the_figures_of_the_decisions()
    {
        var tiers = Read(Shipped);

        Assert.Equal([0m, 39m, 89m, 139m, 188m], tiers.All.Select(t => t.MonthlyPrice));
        Assert.Equal([1, 6, 10, 20, null], tiers.All.Select(t => t.DailyShots));
        Assert.Equal([60, 70, 75, 75, 91], tiers.All.Select(t => t.MinTcs.Arcade));
        Assert.Equal([60, null, 85, 85, 91], tiers.All.Select(t => t.MinTcs.Sniper));
        Assert.Equal([null, null, null, 75, 91], tiers.All.Select(t => t.MinTcs.Semi));
        Assert.Equal([null, null, null, 90, 91], tiers.All.Select(t => t.MinTcs.Auto));
        Assert.Equal(["–", "–", "85 87 89 91", "85 87 89 91", "91 91 91 91"], tiers.All.Select(t => t.MinTcs.Chaingun is { } four ? string.Join(' ', four) : "–"));
        Assert.All(tiers.All, t => Assert.Equal(2.0m, t.RiskPerShot));
        Assert.Equal([1, 1, 2, 5, 10], tiers.All.Select(t => t.MaxOpenTrades));
        Assert.Equal([6.0m, 6.0m, 8.5m, 10.0m, 10.0m], tiers.All.Select(t => t.DrawdownCap));
        Assert.Equal([1.0m, 1.0m, 1.1m, 1.2m, 1.3m], tiers.All.Select(t => t.XpBonus));
        Assert.Equal(["basic", "basic", "advanced", "professional", "ultimate"], tiers.All.Select(t => t.RiskLevel.Code()));
        Assert.Equal(["manual", "manual", "manual", "manual semi auto", "manual semi auto"], tiers.All.Select(t => string.Join(' ', t.Execution.Order().Select(e => e.Code()))));
        Assert.Equal([7, null, null, null, null], tiers.All.Select(t => t.TrialDays));
    }

    [Fact]
    public void The_specifications_own_example_is_read()
    {
        var example = """
            tiers:
              PRESS_PASS:
                pricing:
                  monthly_price: 0
                fire_settings:
                  daily_shots: 1
                  min_tcs: 60
                  risk_per_shot: 2.0
                features:
                  xp_reset_nightly: true
                  has_apex_access: true

              NIBBLER:
                pricing:
                  monthly_price: 39
                fire_settings:
                  daily_shots: 6
                  min_tcs: 70
                  risk_per_shot: 2.0
                risk_control:
                  drawdown_cap: 6.0
                  max_open_trades: 1
            """ + After("  FANG:");

        var tiers = Read(example);

        Assert.Equal(new(60, 60, null, null, null), tiers[TierCode.PressPass].MinTcs);
        Assert.Equal(new(70, null, null, null, null), tiers[TierCode.Nibbler].MinTcs);
        Assert.Equal((6.0m, 1), (tiers[TierCode.PressPass].DrawdownCap, tiers[TierCode.PressPass].MaxOpenTrades));
    }

    [Theory]
    [InlineData("daily_shots: 6", "daily_shots: 0", "NIBBLER fire_settings.daily_shots is \"0\"; it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("daily_shots: 6", "daily_shots: \"6\"", "NIBBLER fire_settings.daily_shots is text in quotes (\"6\"); it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("daily_shots: 6", "daily_shots: [6]", "NIBBLER fire_settings.daily_shots is a list; it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("daily_shots: 6", "daily_shots: 6.5", "NIBBLER fire_settings.daily_shots is \"6.5\"; it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("daily_shots: 6", "daily_shots: *six", "NIBBLER fire_settings.daily_shots is \"*six\"; it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("monthly_price: 39", "monthly_price: -39", "NIBBLER pricing.monthly_price is \"-39\"; it must be a number from 0.00 to 9999.99 with at most two decimals.")]
    [InlineData("monthly_price: 39", "monthly_price: 39.999", "NIBBLER pricing.monthly_price is \"39.999\"; it must be a number from 0.00 to 9999.99 with at most two decimals.")]
    [InlineData("monthly_price: 39", "monthly_price: 1e3", "NIBBLER pricing.monthly_price is \"1e3\"; it must be a number from 0.00 to 9999.99 with at most two decimals.")]
    [InlineData("monthly_price: 39", "monthly_price:", "NIBBLER pricing.monthly_price is \"\"; it must be a number from 0.00 to 9999.99 with at most two decimals.")]
    [InlineData("arcade: 70", "arcade: 101", "NIBBLER fire_settings.min_tcs.arcade is \"101\"; it must be a whole number from 0 to 100, or nothing, read as closed.")]
    [InlineData("basic_trading: true", "basic_trading: yes", "NIBBLER features.basic_trading is \"yes\"; it must be false or true.")]
    [InlineData("basic_trading: true", "xp_reset_nightly: true", "NIBBLER features has an unknown key \"xp_reset_nightly\"; known here: basic_trading, sniper_access, chaingun_mode, semi_fire, auto_fire, stealth_mode, midnight_hammer, live_execution.")]
    [InlineData("live_execution: paid", "live_execution: maybe", "NIBBLER features.live_execution is \"maybe\"; it must be false or paid or true.")]
    [InlineData("execution: [manual]", "execution: [semi]", "NIBBLER fire_settings.execution is \"semi\"; it must be manual, and after it any of semi and auto.")]
    [InlineData("level: basic", "level: heroic", "NIBBLER risk_control.level is \"heroic\"; it must be basic or advanced or professional or ultimate.")]
    [InlineData("drawdown_cap: 6.0", "drawdown_cap: 1.5", "NIBBLER could never fire: its drawdown cap is below the risk of one shot (2.0 %).")]
    [InlineData("execution: [manual]", "execution: [manual, semi]", "NIBBLER lists semi under execution and so needs a least TCS for semi.")]
    [InlineData("basic_trading: true", "auto_fire: true", "NIBBLER has auto_fire, but its execution does not list that mode, so it could never be used.")]
    public void A_fault_is_named_with_its_line(string right, string wrong, string reason)
    {
        var nibbler = Shipped.IndexOf("  NIBBLER:", StringComparison.Ordinal);
        var at = Shipped.IndexOf(right, nibbler, StringComparison.Ordinal);
        var broken = string.Concat(Shipped.AsSpan(0, at), wrong, Shipped.AsSpan(at + right.Length));

        var fault = Assert.Single(TierYaml.Read(broken).Faults);

        Assert.Equal(reason, fault.Reason);
        var named = broken.Split('\n')[fault.Line - 1].Trim();
        Assert.True(named == wrong || reason.Contains("needs a least TCS", StringComparison.Ordinal), $"line {fault.Line} is: {named}");
    }

    [Theory]
    [InlineData("daily_shots: 6", "dayly_shots: 6", "NIBBLER fire_settings has an unknown key \"dayly_shots\"; known here: daily_shots, min_tcs, execution, risk_per_shot.", "NIBBLER has no fire_settings.daily_shots; it must be a whole number from 1 to 998, or 999 for no limit.")]
    [InlineData("arcade: 70", "bazooka: 70", "NIBBLER fire_settings.min_tcs has an unknown key \"bazooka\"; known here: arcade, sniper, semi, auto, chaingun.", "NIBBLER needs a least TCS for arcade: every tier fires arcade signals by hand.")]
    public void A_misspelt_key_is_named_and_so_is_what_is_then_missing(string right, string wrong, string unknown, string missing)
    {
        var faults = TierYaml.Read(Shipped.Replace(right, wrong, StringComparison.Ordinal)).Faults;

        Assert.Equal([unknown, missing], faults.Select(f => f.Reason));
    }

    [Fact]
    public void Every_fault_is_listed_at_once_in_the_files_order()
    {
        var broken = Shipped
            .Replace("    pricing:\n      monthly_price: 89\n", "    pricing:\n      monthly_price: -89\n      monthly_price: 90\n", StringComparison.Ordinal)
            .Replace("  COMMANDER:", "  CAPTAIN:", StringComparison.Ordinal)
            .Replace("daily_shots: 999", "daily_shots: many", StringComparison.Ordinal);

        var file = TierYaml.Read(broken);

        Assert.Null(file.Lineup);
        Assert.Collection(file.Faults,
            f => Assert.Equal("The tier COMMANDER is missing.", f.Reason),
            f => Assert.Equal("FANG pricing.monthly_price is \"-89\"; it must be a number from 0.00 to 9999.99 with at most two decimals.", f.Reason),
            f => Assert.Equal("FANG pricing has the key \"monthly_price\" twice.", f.Reason),
            f => Assert.StartsWith("tiers has an unknown key \"CAPTAIN\"", f.Reason, StringComparison.Ordinal),
            f => Assert.StartsWith("APEX fire_settings.daily_shots is \"many\"", f.Reason, StringComparison.Ordinal));
        Assert.Equal(file.Faults.Select(f => f.Line), file.Faults.Select(f => f.Line).Order());
    }

    [Theory]
    [InlineData("", 1, "The file has no \"tiers\"")]
    [InlineData("# nothing here\n", 1, "The file has no \"tiers\"")]
    [InlineData("- tiers\n", 1, "The file is a list")]
    [InlineData("tiers: {}\n", 1, "The tier PRESS_PASS is missing.")]
    [InlineData("tiers:\n  FANG: [\n", 3, "This is not yml")]
    [InlineData("tiers:\n\tFANG: 1\n", 2, "This is not yml")]
    [InlineData("tiers: {}\n---\ntiers: {}\n", 2, "This is not yml: a second document begins here.")]
    [InlineData("tiers:\n  ? [a, b]\n  : 1\n", 2, "tiers has an unknown key \"a list\"")]
    public void What_is_no_tier_file_at_all_is_said_to_be_none(string yaml, int line, string reason)
    {
        var file = TierYaml.Read(yaml);

        Assert.Null(file.Lineup);
        Assert.Contains(file.Faults, f => f.Line == line && f.Reason.StartsWith(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("min_tcs: 101")]
    [InlineData("min_tcs: \"91\"")]
    [InlineData("min_tcs:")]
    public void A_single_min_tcs_that_is_no_score_is_one_fault(string wrong)
    {
        var fault = Assert.Single(TierYaml.Read(Shipped.Replace("min_tcs: 91", wrong, StringComparison.Ordinal)).Faults);

        Assert.StartsWith("APEX fire_settings.min_tcs is ", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_survives_the_way_through_json()
    {
        var sheet = Read(Shipped).Sheet;

        Assert.Empty(TierRules.Difference(sheet, TierSheet.FromJson(sheet.ToJson())));
        Assert.Equal(sheet.ToJson(), TierSheet.FromJson(sheet.ToJson()).ToJson());
    }

    private static string After(string heading) => "\n" + Shipped[Shipped.IndexOf(heading, StringComparison.Ordinal)..];

    private static TierLineup Read(string yaml)
    {
        var file = TierYaml.Read(yaml);
        Assert.Empty(file.Faults);
        return file.Lineup!;
    }
}
