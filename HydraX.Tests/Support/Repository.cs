namespace HydraX.Tests.Support;

/// <summary>The checked-out sources, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A folder below it.</summary>
    public static string Folder(string name) => Path.Combine(Root, name);

    private static string Find(string from) =>
        File.Exists(Path.Combine(from, "HydraX.sln")) ? from : Find(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar))!);
}
