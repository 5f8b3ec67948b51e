using System.Reflection;
using HydraX.Core.Messaging;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram;
using HydraX.Web.Telegram.Commands;
using HydraX.Web.Telegram.Replies;
using HydraX.Web.Telegram.Sending;

namespace HydraX.Tests.Telegram;

public sealed class CommandTests
{
    private static readonly IReadOnlyList<Type> Commands =
        [.. typeof(ChatCommand).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ChatCommand)))];

    [Fact]
    public void Every_command_declares_whom_it_is_for()
    {
        Assert.NotEmpty(Commands);
        Assert.All(Commands, command => Assert.NotEmpty(RequiresAttribute.On(command)));
    }

    [Fact]
    public void Every_command_is_named_and_described_as_Telegram_takes_it()
    {
        Assert.All(Commands, type =>
        {
            // Name and summary are constants of the class: its services are not needed to read them.
            var constructor = type.GetConstructors().Single();
            var command = (ChatCommand)constructor.Invoke(new object?[constructor.GetParameters().Length]);
            Assert.Matches("^[a-z0-9_]{1,32}$", command.Name);
            Assert.InRange(command.Summary.Length, 1, 256);
            Assert.Equal($"{command.Name}Command", type.Name, ignoreCase: true);
        });
    }

    [Fact]
    public void Every_fact_of_the_domain_has_words()
    {
        var kinds = typeof(IFact).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IFact)))
            .Select(type => (string)type.GetProperty(nameof(IFact.Kind), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);

        Assert.Equal(kinds.Order(), Notices.Words.Kinds.Order());
    }

    [Theory]
    [InlineData("""{"xp":1240,"minutes":60}""", "press_pass_warned", "🚨 PRESS PASS ALERT: Your 1,240 XP will be WIPED in 1 hour! Use /xpshop to spend now!")]
    [InlineData("""{"xp":1240,"minutes":15}""", "press_pass_warned", "⚠️ FINAL WARNING: 1,240 XP will be DESTROYED in 15 minutes! Last chance to spend!")]
    [InlineData("""{"xp":1240,"midnight":"2026-11-20"}""", "press_pass_reset", "💀 PRESS PASS RESET: 1,240 XP has been wiped from your account!")]
    public void The_wipe_is_announced_in_the_specifications_own_words(string data, string kind, string words) =>
        Assert.Equal(words, Notices.Words.Of(new OutboxMessage { Kind = kind, Data = data })!.Html);

    [Fact]
    public void A_reply_comes_back_from_the_outbox_as_it_went_in()
    {
        var reply = new BotReply("<b>x</b> 😀") { Replaces = 7, TapId = "t", Toast = "done", IsSilent = true }.With(new BotButton("Yes", "/buy x yes"), new BotButton("Site", Url: "https://example.org", AnswersBelow: true));

        var back = BotReply.FromJson(reply.ToJson());

        Assert.Equal((reply.Html, reply.Replaces, reply.TapId, reply.Toast, reply.IsSilent), (back.Html, back.Replaces, back.TapId, back.Toast, back.IsSilent));
        Assert.Equal(reply.Buttons.Single(), back.Buttons.Single());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(long.MaxValue, 99)]
    public void A_button_s_key_is_short_and_read_back(long message, int button)
    {
        var key = new TapKey(message, button);
        Assert.InRange(key.ToString().Length, 1, 64);
        Assert.Equal(key, TapKey.Read(key.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("0.0")]
    [InlineData("1.-1")]
    [InlineData(" 1.1")]
    [InlineData("1.1.1")]
    [InlineData("ffffffffffffffff.0")]
    [InlineData("10000000000000000.0")]
    [InlineData("1.99999999999")]
    public void What_is_no_key_is_none(string? data) => Assert.Null(TapKey.Read(data));
}
