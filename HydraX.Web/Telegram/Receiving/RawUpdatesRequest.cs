using System.Text.Json;
using Telegram.Bot.Requests;
using Telegram.Bot.Types.Enums;

namespace HydraX.Web.Telegram.Receiving;

/// <summary><c>getUpdates</c> without understanding the answer: one update in a form that is new to us must not stop those beside it.</summary>
public sealed class RawUpdatesRequest() : RequestBase<JsonElement[]>("getUpdates")
{
    /// <summary>Confirms all updates below it.</summary>
    public long? Offset { get; set; }

    /// <summary>Seconds to wait for the first, 0 to 50.</summary>
    public int Timeout { get; set; }

    /// <summary>Which kinds; sticky at Telegram, so it is always said.</summary>
    public IEnumerable<UpdateType> AllowedUpdates { get; set; } = BotIntroduction.Kinds;
}
