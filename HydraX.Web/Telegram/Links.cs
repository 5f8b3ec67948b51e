using HydraX.Web.Hosting;

namespace HydraX.Web.Telegram;

/// <summary>Addresses in messages. Buttons take public https addresses only, so on a private machine there are no buttons to pages.</summary>
public sealed class Links(PublicAddress address, BotState state)
{
    /// <summary>The bot's @name without @; null until it is known.</summary>
    public string? BotName => state.Name;

    /// <summary>The whole address of one of our pages.</summary>
    public string Page(string path) => address.To(path);

    /// <summary>A button to one of our pages; none where people at Telegram cannot reach it.</summary>
    public IEnumerable<BotButton> Button(string text, string path)
    {
        var url = new Uri(address.To(path));
        return url.Scheme == Uri.UriSchemeHttps && !url.IsLoopback ? [new BotButton(text, Url: url.ToString())] : [];
    }
}
