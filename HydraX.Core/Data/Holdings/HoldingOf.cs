using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace HydraX.Core.Data.Holdings;

/// <summary>A holding of one kind of row, as its slice declares it.</summary>
public sealed class Holding<T> : Holding where T : class
{
    private readonly Func<HydraXDb, DataSubject, Expression<Func<T, bool>>>? theirs;
    private readonly List<string> shown = [], overwritten = [];
    private readonly HashSet<string> isProtected = [];
    private readonly Dictionary<string, string> withheld = [];
    private readonly List<(string Name, Func<T, object?> Read)> made = [];
    private readonly List<Action<UpdateSettersBuilder<T>, DataSubject>> overwriting = [];
    private Func<HydraXDb, DataSubject, Expression<Func<T, bool>>>? isWhole;
    private string[] partly = [];
    private readonly List<(ForgottenPart Part, Func<HydraXDb, DateTimeOffset, Expression<Func<T, bool>>> IsOver, Action<UpdateSettersBuilder<T>> Empty)> forgetting = [];
    private Func<Work, DataSubject, Task>? erases;
    private Func<DateTimeOffset, Expression<Func<T, bool>>>? isOver;

    internal Holding(string title, Func<HydraXDb, DataSubject, Expression<Func<T, bool>>> theirs)
    {
        (Title, this.theirs, AtErasure) = (title, theirs, AtErasure.Kept);
    }

    internal Holding(string why, Expression<Func<T, object?>> columns)
    {
        (Why, AtErasure) = (why, AtErasure.NotPersonal);
        foreach (var name in NamesIn(columns)) withheld.Add(name, why);
    }

    /// <inheritdoc/>
    public override Type Row => typeof(T);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Shown => shown;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Withheld => withheld;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Overwritten => overwritten;

    /// <inheritdoc/>
    public override IReadOnlyList<ForgottenPart> Forgotten => forgetting.ConvertAll(one => one.Part);

    /// <summary>Columns that the export shows: one, or several as an anonymous object.</summary>
    public Holding<T> Shows(Expression<Func<T, object?>> columns)
    {
        shown.AddRange(NamesIn(columns));
        return this;
    }

    /// <summary>Columns that the export shows in some rows alone, and leaves empty in the others, where they may be about somebody else.</summary>
    /// <param name="where">In which.</param>
    /// <param name="columns">One, or several as an anonymous object; each may be empty.</param>
    public Holding<T> ShowsWhere(Func<HydraXDb, DataSubject, Expression<Func<T, bool>>> where, Expression<Func<T, object?>> columns)
    {
        (isWhole, partly) = (where, [.. NamesIn(columns)]);
        shown.AddRange(partly);
        return this;
    }

    /// <summary>A protected column, which the export shows in the clear.</summary>
    public Holding<T> Reveals(Expression<Func<T, object?>> column)
    {
        shown.AddRange(NamesIn(column));
        isProtected.UnionWith(NamesIn(column));
        return this;
    }

    /// <summary>Something that the export shows and no column holds by itself.</summary>
    public Holding<T> Makes(string name, Func<T, object?> read)
    {
        made.Add((name, read));
        return this;
    }

    /// <summary>Columns that nobody gets to see.</summary>
    /// <param name="why">Why not.</param>
    /// <param name="columns">One, or several as an anonymous object.</param>
    public Holding<T> Withholds(string why, Expression<Func<T, object?>> columns)
    {
        foreach (var name in NamesIn(columns)) withheld.Add(name, why);
        return this;
    }

    /// <summary>At erasure the rows go.</summary>
    public Holding<T> Deleted()
    {
        AtErasure = AtErasure.Deleted;
        return this;
    }

    /// <summary>At erasure the rows stay.</summary>
    /// <param name="why">Why, for the person.</param>
    public Holding<T> Kept(string why)
    {
        Why = why;
        return this;
    }

    /// <summary>At erasure a column is overwritten.</summary>
    public Holding<T> Overwrites<TValue>(Expression<Func<T, TValue>> column, Func<DataSubject, TValue> with)
    {
        AtErasure = AtErasure.Overwritten;
        overwritten.AddRange(NamesIn(column));
        overwriting.Add((set, subject) => set.SetProperty(column, with(subject)));
        return this;
    }

    /// <summary>At erasure a column is emptied.</summary>
    public Holding<T> Empties<TValue>(Expression<Func<T, TValue?>> column) => Overwrites(column, _ => default);

    /// <summary>At erasure the slice does something of its own instead.</summary>
    public Holding<T> ErasedBy(Func<Work, DataSubject, Task> erase)
    {
        (erases, AtErasure) = (erase, AtErasure.Overwritten);
        return this;
    }

    /// <summary>Rows are removed once they have been over for so long.</summary>
    /// <param name="retention">How long.</param>
    /// <param name="isOverBefore">Which rows were over before an instant.</param>
    public Holding<T> For(Retention retention, Func<DateTimeOffset, Expression<Func<T, bool>>> isOverBefore)
    {
        (Retention, isOver) = (retention, isOverBefore);
        return this;
    }

    /// <summary>Rows are removed by the slice itself after so many days, which are no setting.</summary>
    public Holding<T> ForDays(int days)
    {
        FixedDays = days;
        return this;
    }

    /// <summary>A part of the rows is emptied once it has been over for so long; the rows stay.</summary>
    /// <param name="part">What, and how long.</param>
    /// <param name="isOverBefore">In which rows it was over before an instant and is not emptied yet.</param>
    /// <param name="empty">Empties it.</param>
    public Holding<T> Forgets(ForgottenPart part, Func<HydraXDb, DateTimeOffset, Expression<Func<T, bool>>> isOverBefore, Action<UpdateSettersBuilder<T>> empty)
    {
        forgetting.Add((part, isOverBefore, empty));
        return this;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<HeldColumn> Columns(HydraXDb db)
    {
        var type = TypeIn(db);
        return
        [
            .. shown.Select(name => Column(type.FindProperty(name) ?? throw new InvalidOperationException($"{typeof(T).Name}.{name} is no column."))),
            .. made.Select(one => new HeldColumn(one.Name, false, row => one.Read((T)row))),
        ];
    }

    /// <inheritdoc/>
    public override Task<int> Count(HydraXDb db, DataSubject subject, CancellationToken stop) => Theirs(db, subject).CountAsync(stop);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<object> Rows(HydraXDb db, DataSubject subject)
    {
        var rows = InOrder(db, Theirs(db, subject)).AsNoTracking();
        if (isWhole is null)
        {
            await foreach (var row in rows.AsAsyncEnumerable()) yield return row;
            yield break;
        }
        var properties = partly.Select(name => TypeIn(db).FindProperty(name)!.PropertyInfo!).ToList();
        await foreach (var one in rows.Select(WithWhole(isWhole(db, subject))).AsAsyncEnumerable())
        {
            // Read for this and tracked by nobody.
            if (!one.IsWhole) properties.ForEach(property => property.SetValue(one.Row, null));
            yield return one.Row;
        }
    }

    private static Expression<Func<T, Looked>> WithWhole(Expression<Func<T, bool>> where) => Expression.Lambda<Func<T, Looked>>(
        Expression.New(typeof(Looked).GetConstructors()[0], where.Parameters[0], where.Body), where.Parameters);

    /// <inheritdoc/>
    public override async Task Erase(Work work, DataSubject subject)
    {
        if (erases is not null) await erases(work, subject);
        else if (AtErasure == AtErasure.Deleted) await Theirs(work.Db, subject).ExecuteDeleteAsync(work.Stop);
        else if (overwriting.Count > 0)
            await Theirs(work.Db, subject).ExecuteUpdateAsync(set => overwriting.ForEach(one => one(set, subject)), work.Stop);
    }

    /// <inheritdoc/>
    public override Task<int> RemoveBefore(Work work, DateTimeOffset before)
    {
        if (isOver is null) throw new InvalidOperationException($"{typeof(T).Name} is kept for as long as its account.");
        return InOrder(work.Db, work.Db.Set<T>().Where(isOver(before))).Take(work.Dialect.SweepBlock).ExecuteDeleteAsync(work.Stop);
    }

    /// <inheritdoc/>
    public override Task<int> ForgetBefore(Work work, ForgottenPart part, DateTimeOffset before)
    {
        var (_, isOverBefore, empty) = forgetting.Single(one => one.Part == part);
        return InOrder(work.Db, work.Db.Set<T>().Where(isOverBefore(work.Db, before))).Take(work.Dialect.SweepBlock).ExecuteUpdateAsync(set => empty(set), work.Stop);
    }

    private IQueryable<T> Theirs(HydraXDb db, DataSubject subject) =>
        db.Set<T>().Where((theirs ?? throw new InvalidOperationException($"{typeof(T).Name} is about nobody."))(db, subject));

    private IQueryable<T> InOrder(HydraXDb db, IQueryable<T> rows)
    {
        var keys = TypeIn(db).FindPrimaryKey()!.Properties;
        var ordered = rows.OrderBy(row => EF.Property<object>(row, keys[0].Name));
        return keys.Skip(1).Aggregate(ordered, (sofar, key) => sofar.ThenBy(row => EF.Property<object>(row, key.Name)));
    }

    // Codes for enums, as the column has them; everything else as the program knows it.
    private HeldColumn Column(IProperty property)
    {
        var (getter, convert) = (property.GetGetter(), property.GetTypeMapping().Converter?.ConvertToProvider);
        var isCode = (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;
        return new(property.GetColumnName(), isProtected.Contains(property.Name), row => getter.GetClrValue(row) is { } value ? isCode && convert is not null ? convert(value) : value : null);
    }

    private static IEnumerable<string> NamesIn(LambdaExpression columns) => columns.Body switch
    {
        NewExpression several => several.Arguments.SelectMany(one => NamesIn(Expression.Lambda(one))),
        UnaryExpression { NodeType: ExpressionType.Convert } converted => NamesIn(Expression.Lambda(converted.Operand)),
        MemberExpression one => [one.Member.Name],
        _ => throw new ArgumentException($"{columns} names no column."),
    };

    private sealed record Looked(T Row, bool IsWhole);
}
