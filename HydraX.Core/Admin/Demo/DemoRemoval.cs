using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HydraX.Core.Admin.Demo;

/// <summary>
/// Deletes all that belongs to demo members: the one place where ledger lines are deleted. It follows the model's own references from the users, so a
/// table that a later slice adds is emptied of them too: rows that need a demo member go, rows that merely mention one forget it.
/// </summary>
internal static class DemoRemoval
{
    // The audit log is never changed; it holds ids and outlives the people in it.
    private static readonly Type[] Stays = [typeof(AuditPerson)];

    /// <summary>Runs in the caller's transaction; returns how many members went.</summary>
    public static async Task<int> Run(Work work)
    {
        var users = work.Db.Model.FindEntityType(typeof(User))!;
        var demo = work.Dialect.IsTrue("is_demo");
        foreach (var loose in work.Db.Model.GetEntityTypes().Where(e => IsLoose(e, users)))
            await Delete(work, loose, In(loose.FindProperty(nameof(UserProfile.UserId))!, users.FindPrimaryKey()!.Properties.Single(), demo), []);
        return await Delete(work, users, demo, []);
    }

    /// <summary>Whether a table has a user id that no foreign key binds, such as the outbox.</summary>
    internal static bool IsLoose(IEntityType entity, IEntityType users) =>
        entity.FindProperty(nameof(UserProfile.UserId)) is { } userId && !Stays.Contains(entity.ClrType) && !userId.GetContainingForeignKeys().Any(k => k.PrincipalEntityType == users);

    // First whatever refers to these rows, then the rows.
    private static async Task<int> Delete(Work work, IEntityType entity, string where, IReadOnlyList<IEntityType> path)
    {
        if (path.Contains(entity)) throw new InvalidOperationException($"{entity.DisplayName()} refers to itself by way of {string.Join(", ", path.Select(e => e.DisplayName()))}; its demo rows cannot be deleted in order.");
        foreach (var reference in entity.GetReferencingForeignKeys().Where(r => !r.IsOwnership))
        {
            var column = reference.Properties.Single();
            var mentions = In(column, reference.PrincipalKey.Properties.Single(), where);
            if (column.IsNullable) await work.Execute($"UPDATE {Table(reference.DeclaringEntityType)} SET {column.GetColumnName()} = NULL WHERE {mentions}");
            else await Delete(work, reference.DeclaringEntityType, mentions, [.. path, entity]);
        }
        return await work.Execute($"DELETE FROM {Table(entity)} WHERE {where}");
    }

    private static string In(IProperty column, IProperty key, string where) =>
        $"{column.GetColumnName()} IN (SELECT {key.GetColumnName()} FROM {Table((IEntityType)key.DeclaringType)} WHERE {where})";

    private static string Table(IEntityType entity) => entity.GetTableName()!;
}
