using HydraX.Core.Entitlements;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using HydraX.Web.Hosting;
using HydraX.Web.Telegram.Replies;

namespace HydraX.Web.Telegram.Commands;

/// <summary><c>/settings [visibility VALUE, zone NAME, weekly on|off]</c>: what members set about themselves; the rest is on the web.</summary>
[Requires(Who.Member)]
public sealed class SettingsCommand(ProfileSettings settings, Links links, Clock clock) : ChatCommand("settings", "Who sees your profile, your time zone, Monday's summary")
{
    /// <inheritdoc/>
    public override async Task<BotReply> Answer(CommandCall call, CancellationToken stop)
    {
        var words = call.Arguments.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var changed = words switch
        {
            ["visibility", var to] when Codes<Visibility>.TryParse(to, out var visibility) => await settings.Show(call.Asker.UserId, visibility, stop),
            ["zone", var zone] => await settings.Move(call.Asker.UserId, zone, stop),
            ["weekly", "on" or "off"] => await settings.Summarize(call.Asker.UserId, words[1] == "on", stop),
            [] => Outcome.Done,
            _ => SettingsReplies.NotUnderstood,
        };
        var shown = (await settings.Of(call.Asker.UserId, stop))!;
        return SettingsReplies.All(shown, changed.Problem, clock.GetUtcNow(), links);
    }
}
