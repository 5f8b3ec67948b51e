using HydraX.Core.Data;
using HydraX.Core.Data.Holdings;
using HydraX.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Privacy;

public sealed class HoldingTests
{
    [Fact]
    public async Task Every_table_and_every_column_says_what_of_a_person_it_holds()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        var holdings = core.Get<IEnumerable<Holding>>().ToList();
        await using var db = core.Database.Open();
        var undeclared = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsOwned()))
        {
            var declared = holdings.Where(h => h.Row == type.ClrType).ToList();
            if (declared.Count != 1)
            {
                undeclared.Add($"{type.ClrType.Name} is declared {declared.Count} times. Declare it once, in the {type.ClrType.Namespace}'s …Holdings.");
                continue;
            }
            var known = declared[0].Shown.Concat(declared[0].Withheld.Keys).ToList();
            var columns = type.GetProperties().Select(p => p.Name).ToList();
            undeclared.AddRange(columns.Except(known).Select(c => $"{type.ClrType.Name}.{c} is neither shown nor withheld."));
            undeclared.AddRange(known.Except(columns).Select(c => $"{type.ClrType.Name}.{c} is no column."));
            undeclared.AddRange(known.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"{type.ClrType.Name}.{g.Key} is declared twice."));
        }

        Assert.True(undeclared.Count == 0, string.Join(Environment.NewLine, undeclared));
        Assert.True(holdings.Count > 30);
    }

    // A column that is filled in by people or names one must not survive in a row that stays.
    [Fact]
    public async Task What_stays_after_erasure_says_why_and_keeps_no_protected_value()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        foreach (var holding in core.Get<IEnumerable<Holding>>().Where(h => h.AtErasure is AtErasure.Kept or AtErasure.Overwritten))
        {
            Assert.False(string.IsNullOrWhiteSpace(holding.Why), $"{holding.Row.Name} stays and does not say why.");
            var kept = holding.Shown.Concat(holding.Withheld.Keys).Except(holding.Overwritten).Where(name => name.StartsWith("Protected", StringComparison.Ordinal));
            Assert.True(!kept.Any(), $"{holding.Row.Name} keeps {string.Join(", ", kept)}.");
        }
    }

    [Fact]
    public async Task A_protected_column_leaves_no_table_in_the_clear_unless_the_export_reveals_it()
    {
        await using var core = await TestCore.Create(DatabaseProvider.Sqlite);
        await using var db = core.Database.Open();
        var secrets = core.Get<IEnumerable<HydraX.Core.Protection.ProtectedColumn>>().ToList();
        foreach (var holding in core.Get<IEnumerable<Holding>>().Where(h => h.AtErasure != AtErasure.NotPersonal))
            foreach (var column in holding.Columns(db))
                Assert.Equal(secrets.Exists(s => s.Table == holding.TableOf(db) && s.Column == column.Name), column.IsProtected);
    }
}
