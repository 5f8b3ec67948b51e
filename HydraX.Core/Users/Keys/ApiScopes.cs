using HydraX.Core.Kernel;

namespace HydraX.Core.Users.Keys;

/// <summary>Something that a key may be allowed to do.</summary>
/// <param name="Name">As routes require it: <c>xp:write</c>.</param>
/// <param name="What">In words, for the person who makes a key.</param>
/// <param name="IsForAdmins">Whether only an admin may make a key with it.</param>
public sealed record ApiScope(string Name, string What, bool IsForAdmins);

/// <summary>The scopes that there are. A route that needs another one adds it here.</summary>
public static class ApiScopes
{
    /// <summary>Looking at what the owner may see.</summary>
    public const string Read = "read";

    /// <summary>Awarding XP.</summary>
    public const string XpWrite = "xp:write";

    /// <summary>All of them. What creates XP goes only to keys made by admins (decisions §2).</summary>
    public static IReadOnlyList<ApiScope> All { get; } =
    [
        new(Read, "Look at your account, your XP ledger, tiers, members and boards.", IsForAdmins: false),
        new(XpWrite, "Award XP to any member for trades and other things that earn it.", IsForAdmins: true),
    ];

    /// <summary>What a key's column holds.</summary>
    public static string Join(IEnumerable<string> names) => string.Join(' ', All.Select(scope => scope.Name).Intersect(names));

    /// <summary>The names that a key's column holds.</summary>
    public static IReadOnlyList<string> Split(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Null if somebody may make a key with these; else <c>keys.scopes</c>, <c>keys.scope-unknown</c> or <c>keys.scope-admin</c>.</summary>
    public static Problem? Check(IReadOnlyCollection<string> names, bool byAdmin)
    {
        if (names.Count == 0) return Problem.Of("keys.scopes", "Choose at least one thing that the key may do.");
        foreach (var name in names)
        {
            if (All.FirstOrDefault(scope => scope.Name == name) is not { } scope)
                return Problem.Of("keys.scope-unknown", $"There is no scope {name}; there are {string.Join(", ", All.Select(s => s.Name))}.");
            if (scope.IsForAdmins && !byAdmin) return Problem.Of("keys.scope-admin", $"The scope {name} goes only to keys that an admin makes.");
        }
        return null;
    }
}
