namespace HydraX.Web.Pages.Members;

/// <summary>What several pages say alike.</summary>
public static class PageWords
{
    /// <summary>The database did not answer a question.</summary>
    public const string NoDatabase = "The database does not answer. Nothing was changed. Try again in a moment.";
}
