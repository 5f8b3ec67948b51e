using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace HydraX.Web.Hosting.Settings;

/// <summary>What the settings are checked against, beside themselves.</summary>
/// <param name="Configuration">All of them.</param>
/// <param name="IsProduction">Whether <c>ASPNETCORE_ENVIRONMENT</c> is Production, which it is unless something else is said.</param>
public sealed record SettingsContext(IConfiguration Configuration, bool IsProduction);

/// <summary>A section of the configuration: the class that it is read into, and what must hold for its values.</summary>
/// <param name="Name">The section's name; empty for settings that stand alone, such as <c>PublicUrl</c>.</param>
/// <param name="Type">The class; its properties are the settings that there are.</param>
/// <param name="Check">Every fault of values that could be read.</param>
public sealed record SettingsSection(string Name, Type Type, Func<SettingsContext, IEnumerable<string>> Check)
{
    /// <summary>The settings of the section, by their full names.</summary>
    public IEnumerable<string> Keys => Properties.Select(property => Key(property.Name));

    private PropertyInfo[] Properties => [.. Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    /// <summary>A section whose class has a check of its own, as ASP.NET Core knows it.</summary>
    public static SettingsSection Of<T>(string name, IValidateOptions<T> check) where T : class, new() =>
        Of<T>(name, (values, _) => check.Validate(null, values).Failures ?? []);

    /// <summary>A section with a check.</summary>
    public static SettingsSection Of<T>(string name, Func<T, SettingsContext, IEnumerable<string>>? check = null) where T : class, new() =>
        new(name, typeof(T), context => check?.Invoke(Read<T>(context.Configuration, name), context) ?? []);

    /// <summary>The values of a section, defaults for what is not set.</summary>
    public static T Read<T>(IConfiguration configuration, string name) where T : class, new() =>
        (name.Length == 0 ? configuration : configuration.GetSection(name)).Get<T>() ?? new();

    /// <summary>Every fault: a setting that does not exist, a value that cannot be read, a value that cannot work.</summary>
    public IEnumerable<string> Faults(SettingsContext context)
    {
        var unknown = Name.Length == 0 ? [] : context.Configuration.GetSection(Name).GetChildren().Where(child => Find(child.Key) is null).Select(child => Unknown(child.Key)).ToList();
        var unreadable = Properties.Select(property => Unreadable(property, context.Configuration[Key(property.Name)])).OfType<string>().ToList();
        return [.. unknown, .. unreadable, .. unreadable.Count == 0 ? Check(context) : []];
    }

    private string Key(string name) => Name.Length == 0 ? name : $"{Name}:{name}";

    private PropertyInfo? Find(string name) => Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private string Unknown(string name) => $"{Key(name)} is no setting. In this section there {(Properties.Length == 1 ? "is" : "are")} {string.Join(", ", Keys)}.";

    private string? Unreadable(PropertyInfo property, string? text)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (string.IsNullOrEmpty(text) || type == typeof(string)) return null;
        if (type.IsEnum) return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"{Key(property.Name)} is \"{text}\"; set one of {string.Join(", ", Enum.GetNames(type))}.";
        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException)
        {
            return $"{Key(property.Name)} is \"{text}\"; set {Expected(type)}.";
        }
    }

    private static string Expected(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a length of time such as 00:05:00"
        : type == typeof(int) || type == typeof(long) ? "a whole number such as 10"
        : "a number such as 1.5";
}
