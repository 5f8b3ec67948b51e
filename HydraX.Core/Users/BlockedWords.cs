using HydraX.Core.Kernel;

namespace HydraX.Core.Users;

/// <summary>
/// Words that names and bios may not hold, compared as a hasty reader sees them (<see cref="Lettering.Skeleton"/>). In a name they are found anywhere; in a bio
/// within one word, or in letters that stand apart, so that two harmless words beside each other make no bad one.
/// </summary>
public sealed class BlockedWords
{
    /// <summary>No words at all.</summary>
    public static readonly BlockedWords None = new(null);

    /// <summary>What is said to whoever uses one; which one is not repeated.</summary>
    public static readonly Problem Refusal = Problem.Of("users.word-blocked", "This holds a word that is not used here, or letters that look like one. Choose other words.");

    private readonly string[] skeletons;

    /// <summary>The words of a setting, with a comma between two.</summary>
    public BlockedWords(string? setting) => skeletons = [.. (setting ?? "").Split(',').Select(Lettering.Skeleton).Where(word => word.Length > 0).Distinct()];

    /// <summary>Whether a name holds one.</summary>
    public bool IsInName(string name) => skeletons.Length > 0 && IsIn(Lettering.Skeleton(name));

    /// <summary>Whether a text holds one.</summary>
    public bool IsInText(string text)
    {
        if (skeletons.Length == 0) return false;
        var apart = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Lettering.Skeleton))
        {
            apart = word.Length == 1 ? apart + word : "";
            if (IsIn(word) || IsIn(apart)) return true;
        }
        return false;
    }

    private bool IsIn(string skeleton) => skeletons.Any(word => skeleton.Contains(word, StringComparison.Ordinal));
}
