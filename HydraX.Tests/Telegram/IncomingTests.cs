using System.Text;
using System.Text.Json;
using HydraX.Tests.Support;
using HydraX.Web.Telegram.Conversation;
using HydraX.Web.Telegram.Receiving;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace HydraX.Tests.Telegram;

public sealed class IncomingTests
{
    private const string Person = """{"id":5,"is_bot":false,"first_name":"Ana","username":"ana"}""";
    private const string Private = """{"id":5,"type":"private"}""";
    private const string Group = """{"id":-9,"type":"supergroup"}""";

    // Without a contact in it nothing is sealed.
    private static readonly SharedContacts Untouched = new(null!);

    [Theory]
    [InlineData("/me", "/me")]
    [InlineData("/me@our_bot", "/me")]
    [InlineData("/buy@OUR_BOT boost yes", "/buy boost yes")]
    [InlineData("/buy boost@our_bot", "/buy boost@our_bot")]
    [InlineData("hello @our_bot", "hello @our_bot")]
    public void What_is_written_in_private_is_for_us(string text, string line) =>
        Assert.Equal((5L, true, line), Read(Message(text, Private)) is Incoming { ChatId: var chat, IsPrivate: var isPrivate, Line: var read } ? (chat, isPrivate, read!) : default);

    [Theory]
    [InlineData("/me", true)]
    [InlineData("/me@our_bot", true)]
    [InlineData("/me@other_bot", false)]
    [InlineData("hello", false)]
    public void In_a_group_only_commands_for_us_are(string text, bool isForUs) => Assert.Equal(isForUs, Read(Message(text, Group)) is Incoming);

    [Fact]
    public void A_photograph_in_private_is_for_us_and_has_no_words() =>
        Assert.Null(Assert.IsType<Incoming>(Read($$"""{"update_id":1,"message":{"message_id":1,"date":1,"from":{{Person}},"chat":{{Private}},"photo":[] } }""")).Line);

    [Theory]
    [InlineData("""{"user_id":5,"phone_number":"k1.x"}""", true, "k1.x")]
    [InlineData("""{"user_id":6,"phone_number":"k1.x"}""", false, "k1.x")]
    [InlineData("""{"phone_number":"k1.x"}""", false, "k1.x")]
    [InlineData("""{"user_id":5}""", true, "")]
    [InlineData("""{"user_id":5,"phone_number":null}""", true, "")]
    public void A_contact_shared_in_private_goes_to_the_command_that_asks_for_one(string contact, bool isOwn, string number)
    {
        var read = Assert.IsType<Incoming>(Read(Contact(contact, Private)));
        Assert.Equal(("/phone", new IncomingContact(isOwn, number)), (read.Line, read.Contact));
        Assert.Null(Read(Contact(contact, Group)));

        static string Contact(string contact, string chat) => $$"""{"update_id":1,"message":{"message_id":1,"date":1,"from":{{Person}},"chat":{{chat}},"contact":{{contact}} } }""";
    }

    [Theory]
    [InlineData("""{"update_id":1}""")]
    [InlineData("""{"update_id":1,"hologram":{"from":{"id":5}}}""")]
    [InlineData("""{"update_id":1,"edited_message":{"message_id":1,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":5,"type":"private"},"text":"/me"}}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":5,"is_bot":true,"first_name":"A"},"chat":{"id":5,"type":"private"},"text":"/me"}}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":-5,"type":"channel"},"text":"/me"}}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":5,"first_name":"A"},"chat":{"id":5,"type":"hologram"},"text":"/me"}}""")]
    [InlineData("""{"update_id":1,"my_chat_member":{"chat":{"id":-9,"type":"group"},"from":{"id":5,"first_name":"A"},"date":1,"old_chat_member":{},"new_chat_member":{"status":"kicked"}}}""")]
    [InlineData("""{"update_id":1,"my_chat_member":{"chat":{"id":5,"type":"private"},"from":{"id":5,"first_name":"A"},"date":1,"old_chat_member":{},"new_chat_member":{"status":"restricted"}}}""")]
    public void What_is_not_for_us_is_passed_over(string update) => Assert.Null(Read(update));

    [Fact]
    public void Blocking_and_coming_back_are_told_in_the_private_chat()
    {
        Assert.Equal(new ContactChanged(5, true), Read(Membership("kicked")));
        Assert.Equal(new ContactChanged(5, false), Read(Membership("member")));

        static string Membership(string status) =>
            $$"""{"update_id":1,"my_chat_member":{"chat":{{Private}},"from":{{Person}},"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"{{status}}" } } }""";
    }

    [Fact]
    public void A_tap_without_its_message_is_taken_as_one_in_private()
    {
        var tap = Assert.IsType<Incoming>(Read($$"""{"update_id":1,"callback_query":{"id":"9","from":{{Person}},"data":"1.0" } }"""));
        Assert.Equal((5L, true, new IncomingTap("9", "1.0", null)), (tap.ChatId, tap.IsPrivate, tap.Tap));
    }

    [Theory]
    [InlineData("/me", "me", "")]
    [InlineData("  /buy   boost\nnow ", "buy", "boost\nnow")]
    [InlineData("/START ref_A", "START", "ref_A")]
    [InlineData("/", null, null)]
    [InlineData("/ me", null, null)]
    [InlineData("me", null, null)]
    [InlineData("", null, null)]
    public void A_command_line_is_a_name_and_the_rest(string line, string? name, string? arguments) =>
        Assert.Equal((name, arguments), CommandLine.Read(line) is var (readName, readArguments) ? (readName, readArguments) : (null, null));

    [Theory]
    [InlineData("""{"update_id":7,"message":{"chat":{"id":-100},"from":{"id":5}}}""", -100, 5L)]
    [InlineData("""{"update_id":7,"callback_query":{"from":{"id":5},"message":{"chat":{"id":6},"from":{"id":99}}}}""", 6, 5L)]
    [InlineData("""{"update_id":7,"callback_query":{"from":{"id":5}}}""", 5, 5L)]
    [InlineData("""{"update_id":7,"message_reaction":{"chat":{"id":-100},"user":{"id":5}}}""", -100, 5L)]
    [InlineData("""{"update_id":7,"brand_new":{"chat":{"id":8}}}""", 8, null)]
    [InlineData("""{"update_id":7,"poll":{"id":"x"}}""", 0, null)]
    [InlineData("""{"update_id":7,"message":{"chat":{"id":"text"},"from":[]}}""", 0, null)]
    public void An_update_of_any_kind_keeps_the_order_of_its_chat_and_is_its_senders(string update, long chat, long? sender)
    {
        var received = RawUpdate.Read(Encoding.UTF8.GetBytes(update), Untouched)!;
        Assert.Equal(("telegram", "7", chat, sender, update), (received.Source, received.ExternalId, received.OrderKey, received.SenderId, received.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"update_id":"7"}""")]
    [InlineData("""{"update_id":7.5}""")]
    [InlineData("""{"update_id":99999999999999999999}""")]
    public void What_is_no_update_is_refused(string body) => Assert.Null(RawUpdate.Read(Encoding.UTF8.GetBytes(body), Untouched));

    [Fact]
    public void Bytes_that_are_no_text_and_nesting_without_end_are_refused()
    {
        Assert.Null(RawUpdate.Read(new byte[] { 0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D }, Untouched));
        Assert.Null(RawUpdate.Read(Encoding.UTF8.GetBytes($$"""{"update_id":1,"x":{{new string('[', 5000)}}"""), Untouched));
    }

    [Fact]
    public void Whoever_writes_too_much_is_told_once_and_heard_again_after_a_rest()
    {
        var time = new TestTime(TestTime.Noon);
        var throttle = new Throttle(time, Microsoft.Extensions.Options.Options.Create(new HydraX.Web.Hosting.Limits.LimitOptions()));

        var heard = Enumerable.Range(0, 1_000).Select(_ => throttle.Ask(5)).ToList();
        Assert.Equal((20, 1, 979), (heard.Count(h => h == Hearing.Open), heard.Count(h => h == Hearing.JustClosed), heard.Count(h => h == Hearing.Closed)));
        Assert.Equal(Hearing.Open, throttle.Ask(6));
        time.Advance(throttle.Rest - TimeSpan.FromMilliseconds(1));
        Assert.Equal(Hearing.Closed, throttle.Ask(5));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Hearing.Open, throttle.Ask(5));
    }

    private static object? Read(string update) => IncomingReader.Read(JsonSerializer.Deserialize<Update>(update, JsonBotAPI.Options)!, "our_bot");

    private static string Message(string text, string chat) =>
        $$"""{"update_id":1,"message":{"message_id":1,"date":1,"from":{{Person}},"chat":{{chat}},"text":{{JsonSerializer.Serialize(text)}} } }""";
}
