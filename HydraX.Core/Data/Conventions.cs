using System.Text;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HydraX.Core.Data;

/// <summary>What holds for every table: snake_case names, codes for enums, instants and money as each database can keep them.</summary>
internal static class Conventions
{
    /// <summary>Column type of JSON text; <see cref="JsonColumn"/> marks a property with it.</summary>
    private const string JsonMark = "HydraX:Json";

    /// <summary>Marks a string property as JSON: jsonb on PostgreSQL, text elsewhere.</summary>
    public static void JsonColumn(this IMutableProperty property) => property.SetAnnotation(JsonMark, true);

    /// <summary>
    /// The value of a column in a row written by another hand that leaves it out. Ours always writes it, so that a row is never other than what the domain made.
    /// </summary>
    public static PropertyBuilder<T> Default<T>(this PropertyBuilder<T> property, T value) => property.HasDefaultValue(value).ValueGeneratedNever();

    /// <summary>As <see cref="Default{T}"/> for instants: the database's present one.</summary>
    public static void DefaultNow(this PropertyBuilder<DateTimeOffset> property, Dialect dialect) => property.HasDefaultValueSql(dialect.Now).ValueGeneratedNever();

    /// <summary>Codes for every enum of ours, said before EF looks for a mapping of its own: it would make one by numbers for each first, and that is seen at every start.</summary>
    public static void Configure(ModelConfigurationBuilder builder)
    {
        foreach (var type in typeof(Conventions).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsNestedPrivate: false })) builder.Properties(type).HaveConversion(typeof(CodeConverter<>).MakeGenericType(type)).HaveMaxLength(50);
    }

    public static void Apply(ModelBuilder builder, Dialect dialect)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties()) Convert(property, dialect);
            Name(entity);
        }
    }

    private static void Convert(IMutableProperty property, Dialect dialect)
    {
        if (property.FindAnnotation(JsonMark) is not null)
        {
            property.SetColumnType(dialect.JsonType);
            property.RemoveAnnotation(JsonMark);
        }
        if (property.GetValueConverter() is not null) return;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(UtcDay)) property.SetValueConverter(new ValueConverter<UtcDay, DateOnly>(d => d.Date, d => new UtcDay(d)));
        else if (type == typeof(DateTimeOffset)) property.SetValueConverter(dialect.InstantConverter);
        else if (type == typeof(decimal)) dialect.MapDecimal(property);
    }

    private static void Name(IMutableEntityType entity)
    {
        var table = entity.GetTableName();
        if (table is null) return;
        entity.SetTableName(Snake(table));
        var store = StoreObjectIdentifier.Table(Snake(table), entity.GetSchema());
        foreach (var property in entity.GetProperties())
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null) property.SetColumnName(Snake(property.Name));
        foreach (var key in entity.GetKeys()) key.SetName(Snake(key.GetName(store) ?? key.GetDefaultName()!));
        foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Snake(foreignKey.GetDefaultName()!));
        foreach (var index in entity.GetIndexes()) index.SetDatabaseName(index.Name ?? Snake(index.GetDefaultDatabaseName()!));
    }

    internal static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    private sealed class CodeConverter<T>() : ValueConverter<T, string>(v => Codes<T>.Of(v), s => Codes<T>.Parse(s)) where T : struct, Enum;
}
