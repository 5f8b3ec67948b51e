using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HydraX.Core.Protection;

namespace HydraX.Web.Telegram.Receiving;

/// <summary>
/// Telephone numbers in updates: the sender's own is sealed before the update is kept, anybody else's goes, and so does all else that a contact says. An update
/// whose contact has a form that is new to us is kept without it. What a message quotes or passes on of somebody else goes too: nothing here reads it, and it would be found among what is
/// its sender's.
/// </summary>
public sealed class SharedContacts(Protector protector)
{
    private const string Contact = "contact";
    private const int LongestNumber = 64;

    private static readonly string[] OfOthers = ["reply_to_message", "external_reply", "quote", "forward_origin", "forward_from", "forward_sender_name"];

    // What it is bound to; the rest of the column is plain, so that keys are not replaced here: an update is worked on within seconds and does not stay for long.
    private static readonly ProtectedColumn Place = new("inbox_messages", "message_id", "body.contact");
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of an update as the inbox may keep it. Without a contact or a quotation that is the text as it came, and costs a look through it.</summary>
    public string Seal(JsonElement update, string body)
    {
        if (!body.Contains(Contact, StringComparison.Ordinal) && !Array.Exists(OfOthers, word => body.Contains(word, StringComparison.Ordinal))) return body;
        using var buffer = new MemoryStream(body.Length);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            foreach (var part in update.EnumerateObject())
            {
                json.WritePropertyName(part.Name);
                Copy(json, part.Value, part.Name == "message" ? SenderInPrivate(part.Value) : null);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>A sealed number in the clear; empty if there was none.</summary>
    public string Open(string text) => text.Length == 0 ? "" : protector.Reveal(Place, text)!;

    // Only what the person wrote in private is theirs to share: a message under a tap may carry somebody else's contact.
    private void Copy(Utf8JsonWriter json, JsonElement element, long? owner)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().Where(property => !OfOthers.Contains(property.Name)))
                {
                    json.WritePropertyName(property.Name);
                    if (property.NameEquals(Contact)) Write(json, property.Value, owner);
                    else Copy(json, property.Value, null);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Copy(json, item, null);
                json.WriteEndArray();
                break;
            default:
                json.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private void Write(Utf8JsonWriter json, JsonElement contact, long? owner)
    {
        var user = Id(contact, "user_id");
        json.WriteStartObject();
        if (user is { } id) json.WriteNumber("user_id", id);
        if (owner is not null && user == owner && Number(contact) is { } number) json.WriteString("phone_number", protector.Protect(Place, number));
        json.WriteEndObject();
    }

    // Half a pair of surrogates is no text, whatever JSON says.
    private static string? Number(JsonElement contact)
    {
        try
        {
            return contact.TryGetProperty("phone_number", out var number) && number.ValueKind == JsonValueKind.String && number.GetString() is { Length: <= LongestNumber } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? SenderInPrivate(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("chat", out var chat) && message.TryGetProperty("from", out var from) && Id(from, "id") is { } sender && Id(chat, "id") == sender
            ? sender
            : null;

    private static long? Id(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;
}
