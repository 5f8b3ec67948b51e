using System.Text.Json;
using System.Text.Json.Serialization;

namespace HydraX.Web.Telegram;

/// <summary>A button under a message: it either sends a command line as if its person had typed it, or opens an address.</summary>
/// <param name="Text">What is on it.</param>
/// <param name="Command">The command line that a tap stands for, without length limit: it stays with us, Telegram gets a short key.</param>
/// <param name="Url">The address that it opens.</param>
/// <param name="AnswersBelow">Whether the answer to a tap comes as a message of its own; otherwise it takes this message's place.</param>
public sealed record BotButton(string Text, string? Command = null, string? Url = null, bool AnswersBelow = false);

/// <summary>Words for a person, and what they may tap. Kept in the outbox until it is sent.</summary>
/// <param name="Html">Text in Telegram's HTML; every stranger's word in it has gone through <see cref="TelegramText.Escape"/>.</param>
public sealed record BotReply(string Html)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Rows of buttons.</summary>
    public IReadOnlyList<IReadOnlyList<BotButton>> Buttons { get; init; } = [];

    /// <summary>Arrives without a sound.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The message whose place it takes; null for a message of its own.</summary>
    public int? Replaces { get; init; }

    /// <summary>The tap that it answers.</summary>
    public string? TapId { get; init; }

    /// <summary>What is shown over the chat for a moment when the tap is answered, at most 200 characters. Without text it is all there is.</summary>
    public string? Toast { get; init; }

    /// <summary>Shows a button that shares the person's own telephone number, in place of the keyboard. It goes with no other buttons.</summary>
    public bool AsksForContact { get; init; }

    /// <summary>Takes that button away again.</summary>
    public bool EndsAsking { get; init; }

    /// <summary>Holds something that nobody else may read, and so is kept protected until it is sent.</summary>
    [JsonIgnore]
    public bool IsSecret { get; init; }

    /// <summary>All of it, protected; then nothing else stands in it.</summary>
    public string? Sealed { get; init; }

    /// <summary>Nothing to write, only a tap to answer.</summary>
    [JsonIgnore]
    public bool IsOnlyToast => Html.Length == 0 && Sealed is null;

    /// <summary>An answer to a tap that leaves the chat as it is.</summary>
    public static BotReply OnlyToast(string toast) => new("") { Toast = toast };

    /// <summary>The same with a further row of buttons.</summary>
    public BotReply With(params BotButton[] row) => this with { Buttons = [.. Buttons, row] };

    /// <summary>The same with a further row for each button, where there are any.</summary>
    public BotReply WithLinks(IEnumerable<BotButton> buttons) => this with { Buttons = [.. Buttons, .. buttons.Select(button => (IReadOnlyList<BotButton>)[button])] };

    /// <summary>As the outbox keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>As the outbox kept it.</summary>
    public static BotReply FromJson(string json) => JsonSerializer.Deserialize<BotReply>(json, Json)!;
}
