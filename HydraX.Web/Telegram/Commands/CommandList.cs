using System.Collections.Frozen;
using HydraX.Core.Entitlements;
using HydraX.Web.Hosting;
using Telegram.Bot.Types;

namespace HydraX.Web.Telegram.Commands;

/// <summary>All commands by name, and what each requires.</summary>
public sealed class CommandList(IEnumerable<ChatCommand> commands)
{
    // The order in which people meet them; what is not named here follows by name.
    private static readonly string[] Order = ["start", "me", "presspass", "achievements", "xpshop", "buy", "prestige", "leaderboard", "events", "tiers", "link", "phone", "settings", "help"];

    private readonly FrozenDictionary<string, ChatCommand> byName = commands.ToFrozenDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyList<ChatCommand> All { get; } = [.. commands.OrderBy(Place).ThenBy(command => command.Name, StringComparer.Ordinal)];

    /// <summary>As private chats offer them.</summary>
    public IEnumerable<BotCommand> Shown => All.Select(Described);

    /// <summary>As groups offer them.</summary>
    public IEnumerable<BotCommand> ShownInGroups => All.Where(command => command.IsPublic).Select(Described);

    /// <summary>The command of a name without slash, in any case; null if there is none.</summary>
    public ChatCommand? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>What a command requires; empty means that it is refused.</summary>
    public static IReadOnlyList<Need> NeedsOf(ChatCommand command) => RequiresAttribute.On(command.GetType());

    private static int Place(ChatCommand command) => Array.IndexOf(Order, command.Name) is >= 0 and var place ? place : Order.Length;

    private static BotCommand Described(ChatCommand command) => new() { Command = command.Name, Description = command.Summary };
}
