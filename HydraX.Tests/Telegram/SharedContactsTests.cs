using System.Text;
using System.Text.Json;
using HydraX.Core.Data;
using HydraX.Core.Protection;
using HydraX.Tests.Support;
using HydraX.Web.Telegram.Conversation;
using HydraX.Web.Telegram.Receiving;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace HydraX.Tests.Telegram;

public sealed class SharedContactsTests : IAsyncLifetime
{
    private const string Number = "436601234567";
    private const string Own = """{"phone_number":"+436601234567","first_name":"Ana","last_name":"Contactson","user_id":5,"vcard":"TEL:+436601234567"}""";

    private TestCore core = null!;
    private SharedContacts contacts = null!;

    public async ValueTask InitializeAsync()
    {
        core = await TestCore.Create(DatabaseProvider.Sqlite);
        contacts = new(core.Get<Protector>());
    }

    public ValueTask DisposeAsync() => core.DisposeAsync();

    [Fact]
    public void The_senders_own_number_is_kept_sealed_and_read_back()
    {
        var body = Kept(Message(Own));

        Nothing(body);
        var read = Assert.IsType<Incoming>(IncomingReader.Read(JsonSerializer.Deserialize<Update>(body, JsonBotAPI.Options)!, "our_bot"));
        Assert.True(read.Contact!.IsOwn);
        Assert.Equal("+" + Number, contacts.Open(read.Contact.Sealed));
    }

    [Theory]
    [InlineData("""{"phone_number":"436601234567","first_name":"Contactson","user_id":6}""")]
    [InlineData("""{"phone_number":"436601234567","first_name":"Contactson"}""")]
    [InlineData("""{"phone_number":"436601234567","first_name":"Contactson","user_id":"5"}""")]
    [InlineData("""{"phone_number":436601234567,"user_id":5}""")]
    [InlineData("""{"phone_number":["436601234567"],"user_id":5,"vcard":{"tel":"436601234567"}}""")]
    [InlineData("""{"phone_number":"\ud800436601234567","user_id":5}""")]
    [InlineData("\"436601234567\"")]
    [InlineData("436601234567")]
    [InlineData("""["436601234567"]""")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Of_anybody_elses_contact_and_of_one_in_a_strange_form_no_number_is_kept_and_the_update_is(string contact)
    {
        var body = Kept(Message(contact));

        Nothing(body);
        Assert.Empty(Assert.IsType<Incoming>(IncomingReader.Read(JsonSerializer.Deserialize<Update>(body, JsonBotAPI.Options)!, "our_bot")).Contact!.Sealed);
    }

    [Theory]
    [InlineData("""{"update_id":7,"message":{"message_id":1,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":-9,"type":"group"},"contact":CONTACT}}""")]
    [InlineData("""{"update_id":7,"edited_message":{"message_id":1,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":5,"type":"private"},"contact":CONTACT}}""")]
    [InlineData("""{"update_id":7,"message":{"message_id":2,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":5,"type":"private"},"text":"this one","reply_to_message":{"message_id":1,"contact":CONTACT}}}""")]
    [InlineData("""{"update_id":7,"message":{"message_id":2,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":5,"type":"private"},"text":"this one","pinned_message":{"message_id":1,"contact":CONTACT}}}""")]
    [InlineData("""{"update_id":7,"callback_query":{"id":"1","from":{"id":5,"first_name":"A"},"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"contact":CONTACT}}}""")]
    [InlineData("""{"update_id":7,"hologram":{"rays":[{"contact":CONTACT},{"contact":CONTACT}]}}""")]
    public void A_contact_anywhere_else_in_an_update_leaves_no_number_either(string update)
    {
        var body = Kept(update.Replace("CONTACT", Own, StringComparison.Ordinal));

        Nothing(body);
        Assert.DoesNotContain("phone_number", body, StringComparison.Ordinal);
    }

    // In a group somebody answers to another's words: those are the other's, and would outlive them.
    [Theory]
    [InlineData("""{"update_id":7,"message":{"from":{"id":5},"chat":{"id":-9},"text":"/me","reply_to_message":{"from":{"id":6,"first_name":"Contactson"},"text":"436601234567"},"quote":{"text":"436601234567"}}}""")]
    [InlineData("""{"update_id":7,"message":{"from":{"id":5},"chat":{"id":-9},"text":"/me","external_reply":{"origin":{"sender_user":{"first_name":"Contactson"}}}}}""")]
    [InlineData("""{"update_id":7,"message":{"from":{"id":5},"chat":{"id":-9},"text":"/me","forward_origin":{"sender_user":{"first_name":"Contactson"}},"forward_from":{"first_name":"Contactson"},"forward_sender_name":"Contactson"}}""")]
    public void What_a_message_quotes_or_passes_on_of_somebody_else_is_not_kept(string update)
    {
        var body = Kept(update);

        Nothing(body);
        Assert.Equal("/me", JsonDocument.Parse(body).RootElement.GetProperty("message").GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{"update_id":7,"message":{"text":"please contact me \ud83d\ude00 at 1.50", "new_kind":{"a":[1.50,true,null]}}}""")]
    [InlineData("""{"update_id":7,"message":{"text":"hello"}}""")]
    public void What_is_no_contact_says_what_it_said(string update)
    {
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(update).RootElement, JsonDocument.Parse(Kept(update)).RootElement));
    }

    private string Kept(string update) => RawUpdate.Read(Encoding.UTF8.GetBytes(update), contacts)!.Body;

    private static string Message(string contact) =>
        $$"""{"update_id":7,"message":{"message_id":1,"date":1,"from":{"id":5,"is_bot":false,"first_name":"A"},"chat":{"id":5,"type":"private"},"contact":{{contact}} } }""";

    private static void Nothing(string body)
    {
        Assert.DoesNotContain(Number, body, StringComparison.Ordinal);
        Assert.DoesNotContain("Contactson", body, StringComparison.Ordinal);
        Assert.DoesNotContain("vcard", body, StringComparison.Ordinal);
    }
}
