using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Core.Data.Holdings;

/// <summary>Whose data it is about.</summary>
/// <param name="UserId">The member.</param>
/// <param name="TelegramId">Their Telegram account, which is the chat with them too; null without one.</param>
/// <param name="At">The instant of the operation, by the domain's clock.</param>
/// <param name="Earlier">Telegram accounts that were theirs before they moved to another.</param>
public sealed record DataSubject(long UserId, long? TelegramId, DateTimeOffset At, IReadOnlyList<EarlierTelegram> Earlier);

/// <summary>A Telegram account that was somebody's once. Whatever it does afterwards is somebody else's, or nobody's.</summary>
/// <param name="TelegramId">The account.</param>
/// <param name="Until">Until when, by the machine's clock.</param>
public sealed record EarlierTelegram(long TelegramId, DateTimeOffset Until);

/// <summary>What erasure does with a person's rows of a table.</summary>
public enum AtErasure
{
    /// <summary>There is nothing of a person in it.</summary>
    NotPersonal,

    /// <summary>The rows go.</summary>
    Deleted,

    /// <summary>The rows stay; what names or reaches the person in them is overwritten.</summary>
    Overwritten,

    /// <summary>The rows stay as they are: they name nobody once the account is overwritten.</summary>
    Kept,
}

/// <summary>Something in rows that is forgotten while they stay.</summary>
/// <param name="Retention">After how long.</param>
/// <param name="One">What it is: <c>network address</c>.</param>
/// <param name="Many">Several of it: <c>network addresses</c>.</param>
/// <param name="Recorded">The action by which the audit log says that it was; null if it does not.</param>
public sealed record ForgottenPart(Retention Retention, string One, string Many, string? Recorded = null);

/// <summary>One column of a holding.</summary>
/// <param name="Name">As it is called in the export: the column's own name.</param>
/// <param name="IsProtected">Whether it stands protected and has to be revealed.</param>
/// <param name="Read">Reads it from a row.</param>
public sealed record HeldColumn(string Name, bool IsProtected, Func<object, object?> Read);

/// <summary>
/// What a slice holds in one of its tables: whose it is, what of it belongs into the copy that a person may ask for, what happens to it when they are
/// erased, and how long it is kept. Every table and every column of the database stands in one; a test fails for what does not.
/// </summary>
public abstract class Holding
{
    /// <summary>The row.</summary>
    public abstract Type Row { get; }

    /// <summary>What it is, for the person: <c>Where you were signed in</c>. Null if it is about nobody.</summary>
    public string? Title { get; protected set; }

    /// <summary>What erasure does with it.</summary>
    public AtErasure AtErasure { get; protected set; }

    /// <summary>Why it holds nothing of a person, or why it stays after erasure, in a sentence.</summary>
    public string? Why { get; protected set; }

    /// <summary>How long rows are kept; null for as long as the account, or as <see cref="FixedDays"/> say.</summary>
    public Retention? Retention { get; protected set; }

    /// <summary>For how many days rows are kept by a rule of their slice, which removes them itself; null where there is none.</summary>
    public int? FixedDays { get; protected set; }

    /// <summary>What of the rows is forgotten earlier than they are.</summary>
    public abstract IReadOnlyList<ForgottenPart> Forgotten { get; }

    /// <summary>Properties that the export shows.</summary>
    public abstract IReadOnlyList<string> Shown { get; }

    /// <summary>Properties that nobody gets to see, with the reason.</summary>
    public abstract IReadOnlyDictionary<string, string> Withheld { get; }

    /// <summary>Properties that erasure overwrites.</summary>
    public abstract IReadOnlyList<string> Overwritten { get; }

    /// <summary>The table.</summary>
    public string TableOf(HydraXDb db) => TypeIn(db).GetTableName() ?? throw new InvalidOperationException($"{Row.Name} has no table.");

    /// <summary>What the export shows, in order.</summary>
    public abstract IReadOnlyList<HeldColumn> Columns(HydraXDb db);

    /// <summary>How many rows a person has.</summary>
    public abstract Task<int> Count(HydraXDb db, DataSubject subject, CancellationToken stop);

    /// <summary>A person's rows in the order of their key, one after another.</summary>
    public abstract IAsyncEnumerable<object> Rows(HydraXDb db, DataSubject subject);

    /// <summary>Does what erasure does, in the caller's transaction.</summary>
    public abstract Task Erase(Work work, DataSubject subject);

    /// <summary>Removes up to a block of rows whose time was over before an instant. Returns how many.</summary>
    public abstract Task<int> RemoveBefore(Work work, DateTimeOffset before);

    /// <summary>Empties a part of up to a block of rows in which its time was over before an instant. Returns of how many.</summary>
    public abstract Task<int> ForgetBefore(Work work, ForgottenPart part, DateTimeOffset before);

    /// <summary>How the database knows the row.</summary>
    protected IEntityType TypeIn(HydraXDb db) => db.Model.FindEntityType(Row) ?? throw new InvalidOperationException($"{Row.Name} is no table.");

    /// <summary>A table that holds something of a person.</summary>
    /// <param name="title">What it is, for the person.</param>
    /// <param name="theirs">Their rows.</param>
    public static Holding<T> Of<T>(string title, Func<DataSubject, Expression<Func<T, bool>>> theirs) where T : class => new(title, (_, who) => theirs(who));

    /// <summary>A table that holds something of a person, whose rows are found by way of another table.</summary>
    public static Holding<T> Of<T>(string title, Func<HydraXDb, DataSubject, Expression<Func<T, bool>>> theirs) where T : class => new(title, theirs);

    /// <summary>A table that is about nobody.</summary>
    /// <param name="why">Why it is, in a sentence.</param>
    /// <param name="columns">All of its columns, as an anonymous object, so that a new one is looked at too.</param>
    public static Holding<T> OfNobody<T>(string why, Expression<Func<T, object?>> columns) where T : class => new(why, columns);
}

/// <summary>Makes a slice's holdings known.</summary>
public static class HoldingServices
{
    /// <summary>Adds them, in the order in which erasure goes through them.</summary>
    public static IServiceCollection AddHoldings(this IServiceCollection services, params IEnumerable<Holding> holdings)
    {
        foreach (var holding in holdings) services.AddSingleton(holding);
        return services;
    }
}
