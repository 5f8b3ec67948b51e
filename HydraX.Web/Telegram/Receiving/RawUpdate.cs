using System.Text;
using System.Text.Json;
using HydraX.Core.Messaging;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>
/// An update before anybody understands it: its number, the chat whose order it keeps, who wrote it, and the text as it came, so that kinds and fields
/// that are new to us survive in the inbox. Only telephone numbers, and what is quoted of others, are taken out of it.
/// </summary>
public static class RawUpdate
{
    /// <summary>The source's name in the inbox.</summary>
    public const string Source = "telegram";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the bytes of one update; null if they are not one.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="contacts">Seals telephone numbers, so that none is kept in the clear.</param>
    public static Received? Read(ReadOnlyMemory<byte> utf8, SharedContacts contacts)
    {
        try
        {
            var body = Strict.GetString(utf8.Span);
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement, body, contacts);
        }
        catch (Exception ex) when (ex is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>As the other, for an element of a batch.</summary>
    public static Received? Read(JsonElement update, SharedContacts contacts) => Read(update, update.GetRawText(), contacts);

    private static Received? Read(JsonElement update, string body, SharedContacts contacts) =>
        update.ValueKind == JsonValueKind.Object && update.TryGetProperty("update_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
            ? new Received(Source, number.ToString(System.Globalization.CultureInfo.InvariantCulture), OrderKey(update), contacts.Seal(update, body), Sender(update))
            : null;

    // The chat, wherever the update has one; else the person; else 0: kinds without either have no order to keep.
    private static long OrderKey(JsonElement update)
    {
        foreach (var part in update.EnumerateObject())
        {
            if (part.Value.ValueKind != JsonValueKind.Object) continue;
            if (Id(part.Value, "chat") is { } chat) return chat;
            if (part.Value.TryGetProperty("message", out var message) && Id(message, "chat") is { } itsChat) return itsChat;
            if (Id(part.Value, "from") is { } person) return person;
        }
        return 0;
    }

    // Whoever wrote, tapped or reacted, also where the chat is a group: what they left is theirs, and goes with them.
    private static long? Sender(JsonElement update)
    {
        foreach (var part in update.EnumerateObject())
            if (part.Value.ValueKind == JsonValueKind.Object && (Id(part.Value, "from") ?? Id(part.Value, "user")) is { } person) return person;
        return null;
    }

    private static long? Id(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var one) && one.ValueKind == JsonValueKind.Object
        && one.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
            ? number
            : null;
}
