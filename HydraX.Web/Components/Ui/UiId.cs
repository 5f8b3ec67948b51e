namespace HydraX.Web.Components.Ui;

/// <summary>Ids that bind label, hint, error and popover to their control.</summary>
internal static class UiId
{
    private static long last;

    /// <summary>An id that no other element of the process has.</summary>
    internal static string Next(string kind) => $"{kind}-{Interlocked.Increment(ref last):x}";
}
