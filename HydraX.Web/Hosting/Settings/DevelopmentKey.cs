using HydraX.Core.Kernel;
using HydraX.Core.Protection;

namespace HydraX.Web.Hosting.Settings;

/// <summary>
/// In Development a start without <c>Security:MasterKey</c> makes one, in a file beside the database that version control ignores, so that the first
/// start needs no thought. Anywhere else the setting must be there.
/// </summary>
internal static class DevelopmentKey
{
    /// <summary>The file, in the working folder.</summary>
    public const string File = "hydrax.keys.local";

    private const string Setting = $"{ProtectionOptions.Section}:{nameof(ProtectionOptions.MasterKey)}";

    /// <summary>Puts the file's key among the settings if they have none.</summary>
    public static void Provide(IConfigurationManager configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() || !string.IsNullOrWhiteSpace(configuration[Setting])) return;
        var path = Path.GetFullPath(File);
        if (!System.IO.File.Exists(path)) Make(path);
        var key = System.IO.File.ReadAllText(path).Trim();
        if (MasterKey.Read(key) is null) throw new StartException($"{path} holds no master key. Put back what was there, or delete it together with the database that it opened.");
        configuration[Setting] = key;
    }

    // Two processes may start at once: the file comes whole or not at all, and the first one stands.
    private static void Make(string path)
    {
        var mine = $"{path}.{Environment.ProcessId}";
        using (var stream = new FileStream(mine, Options())) stream.Write(System.Text.Encoding.ASCII.GetBytes(MasterKey.NewSetting() + Environment.NewLine));
        try
        {
            System.IO.File.Move(mine, path, overwrite: false);
        }
        catch (IOException) when (System.IO.File.Exists(path))
        {
            System.IO.File.Delete(mine);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
