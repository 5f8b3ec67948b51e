using HydraX.Core.Data;
using HydraX.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Screens;

/// <summary>Somebody whom the bot console may speak as.</summary>
/// <param name="TelegramId">Their Telegram account, which is also the number of their private chat.</param>
/// <param name="Username">The name shown.</param>
/// <param name="Tier">The effective tier.</param>
/// <param name="Rank">The rank as stored.</param>
/// <param name="IsActive">False while suspended.</param>
public sealed record ConsolePerson(long TelegramId, string Username, TierCode Tier, RankCode Rank, bool IsActive);

/// <summary>Whom the bot console offers.</summary>
/// <param name="People">The members who came last with a Telegram account.</param>
/// <param name="NextId">A Telegram id that nobody has.</param>
public sealed record ConsolePeople(IReadOnlyList<ConsolePerson> People, long NextId);

/// <summary>The question of the bot console.</summary>
public sealed class ConsoleQuestions(HydraXData data)
{
    /// <summary>Ids from here on are the console's own people; Telegram gives such numbers too, but never to a development database.</summary>
    public const long FirstId = 900_000_001;

    private const int Shown = 8;
    private const long Range = 99_999_999;

    /// <summary>The members who came last, and a new person's id.</summary>
    /// <param name="also">A person who is to be among them.</param>
    /// <param name="stop">Gives up.</param>
    public Task<ConsolePeople> People(long? also, CancellationToken stop = default) => data.Read(async db =>
    {
        var people = db.Users.Where(u => u.TelegramId != null && u.Profile != null);
        var shown = await Select(people.OrderByDescending(u => u.Id).Take(Shown)).ToListAsync(stop);
        if (also is { } id && !shown.Exists(p => p.TelegramId == id)) shown.AddRange(await Select(people.Where(u => u.TelegramId == id)).ToListAsync(stop));
        var highest = await people.Where(u => u.TelegramId >= FirstId && u.TelegramId < FirstId + Range).MaxAsync(u => u.TelegramId, stop);
        return new ConsolePeople(shown, Math.Max(FirstId - 1, Math.Max(highest ?? 0, also is >= FirstId and < FirstId + Range ? also.Value : 0)) + 1);
    }, stop);

    private static IQueryable<ConsolePerson> Select(IQueryable<Users.User> users) =>
        users.Select(u => new ConsolePerson(u.TelegramId!.Value, u.UserName!, u.Tier, u.Profile!.CurrentRank, u.IsActive));
}
