using System.Net;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Protection;
using HydraX.Core.Users.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Abuse;

/// <summary>An API key's owner is told that it was used from a network where it never was before.</summary>
/// <param name="ApiKey">The part of the key that may be shown.</param>
/// <param name="Network">The network, coarse.</param>
public sealed record KeyUsedElsewhere(string ApiKey, string Network) : IFact
{
    /// <inheritdoc/>
    public static string Kind => "key_used_elsewhere";
}

/// <summary>
/// Looks at signals, one after another, and writes down what the rules find. What spans minutes or an hour is kept in this node's memory, so each node counts for itself;
/// accounts of an address and networks of a key stand in the database.
/// </summary>
public sealed class AbuseWatch(HydraXData data, ReviewBook book, Protector protector, Outbox outbox, IOptions<AbuseOptions> options, TimeProvider machine)
{
    /// <summary>How long it is kept who came from an address.</summary>
    public static readonly TimeSpan SightingsKept = TimeSpan.FromDays(2);

    private const string AddressContext = "address_sightings.address_key";
    private const int MostTrails = 20_000;
    private const int LongestTrail = 64;

    private readonly Tally byAddress = new(AbuseRules.FailuresFromAddressWithin);
    private readonly Tally byAccount = new(AbuseRules.FailuresOnAccountWithin);
    private readonly Dictionary<long, List<Sight>> trails = [];

    /// <summary>Looks at one signal.</summary>
    public Task See(AbuseSignal signal, CancellationToken stop = default) => signal switch
    {
        MemberSeen seen => Seen(seen, stop),
        EntryFailed failed => Failed(failed, stop),
        KeyUsed used => Used(used, stop),
        _ => throw new NotSupportedException($"No rule looks at {signal.GetType().Name}."),
    };

    /// <summary>Forgets who came from which address longer than two days ago. Returns how many.</summary>
    public Task<int> Prune(CancellationToken stop = default)
    {
        var before = Clock.Cut(machine.GetUtcNow() - SightingsKept);
        return data.Run(work => work.Db.AddressSightings.Where(s => s.LastSeenAt < before).ExecuteDeleteAsync(work.Stop), stop);
    }

    private AbuseOptions Thresholds => options.Value;

    private async Task Seen(MemberSeen seen, CancellationToken stop)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        // Of this machine itself nobody can tell anybody apart.
        var isElsewhere = IPAddress.TryParse(seen.Address, out var address) && !IPAddress.IsLoopback(address);
        if (isElsewhere && seen.IsEntry) await CountAccounts(seen, protector.Seal(AddressContext, Networks.Party(address)), now, stop);
        if (SessionRules.Coarse(seen.Address) is { } network) await Follow(seen.UserId, new(now, network, SessionRules.Device(seen.UserAgent), seen.Place), stop);
    }

    private Task CountAccounts(MemberSeen seen, string key, DateTimeOffset now, CancellationToken stop) => data.Run(async work =>
    {
        var (since, theirs) = (now - AbuseRules.AccountsWithin, work.Db.AddressSightings.Where(s => s.AddressKey == key && s.UserId == seen.UserId));
        // Who was counted within the window and comes again is nothing new; whose last visit is older counts like somebody who never was here, or a farm that comes back every day is never seen.
        var isCounted = await theirs.AnyAsync(s => s.LastSeenAt > since, work.Stop);
        if (await theirs.ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), work.Stop) == 0) work.Db.Add(new AddressSighting { AddressKey = key, UserId = seen.UserId, LastSeenAt = now });
        await work.Save();
        if (isCounted) return;
        var lately = work.Db.AddressSightings.Where(s => s.AddressKey == key && s.LastSeenAt > since);
        var accounts = await lately.CountAsync(work.Stop);
        if (accounts < Thresholds.AccountsFromAddress) return;
        var members = await lately.OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.SightingId).Take(ReviewBook.MostNamed).Select(s => s.UserId).ToListAsync(work.Stop);
        if (accounts == members.Count && await WereReleased(work, $"address:{key}", members)) return;
        await book.Note(work, new(ReviewRule.ManyAccounts, $"address:{key}", seen.UserId, new() { Accounts = accounts, Members = members, Networks = [SessionRules.Coarse(seen.Address)!] }));
    }, stop);

    // A household that staff has looked at is not brought before it again every day, as long as nobody new is in it.
    private static async Task<bool> WereReleased(Work work, string subject, IReadOnlyList<long> members)
    {
        var last = await work.Db.ReviewItems.AsNoTracking().Where(i => i.Rule == ReviewRule.ManyAccounts && i.Subject == subject).OrderByDescending(i => i.ReviewItemId)
            .Select(i => new { i.State, i.Evidence }).FirstOrDefaultAsync(work.Stop);
        return last is { State: ReviewState.Released } && ReviewBook.Read(last.Evidence).Members is { } looked && members.All(looked.Contains);
    }

    private async Task Follow(long userId, Sight sight, CancellationToken stop)
    {
        if (!trails.TryGetValue(userId, out var trail))
        {
            // What many left behind is cleared, never what the last hour needs of a community that fits.
            if (trails.Count >= MostTrails) trails.Clear();
            trails.Add(userId, trail = []);
        }
        var longest = TimeSpan.FromHours(Math.Max(AbuseRules.SwitchesWithin.TotalHours, Thresholds.PlaceHours));
        trail.RemoveAll(old => sight.At - old.At >= longest);
        if (trail.Count > 0 && trail[^1] with { At = sight.At } == sight) trail.RemoveAt(trail.Count - 1);
        trail.Add(sight);
        if (trail.Count > LongestTrail) trail.RemoveAt(0);

        var travel = AbuseRules.Travel(trail, TimeSpan.FromHours(Thresholds.PlaceHours));
        var lastHour = trail.Where(one => sight.At - one.At < AbuseRules.SwitchesWithin).ToList();
        var switches = AbuseRules.Switches(lastHour);
        if (travel is null && switches < Thresholds.SwitchesPerHour) return;
        // What was found is not found again by the next step.
        trail.RemoveRange(0, trail.Count - 1);
        await data.Run(work => book.Note(work, travel is { } between
            ? new(ReviewRule.Travel, Finding.Member(userId), userId, new() { Places = [between.From.Place!, between.To.Place!], Minutes = Minutes(between.To.At - between.From.At), Networks = [between.From.Network], Elsewhere = between.To.Network })
            : new(ReviewRule.Switching, Finding.Member(userId), userId, new() { Times = switches, Minutes = Minutes(AbuseRules.SwitchesWithin), Networks = Some(lastHour.Select(one => one.Network)), Devices = Some(lastHour.Select(one => one.Device)) })), stop);
    }

    private async Task Failed(EntryFailed failed, CancellationToken stop)
    {
        var (now, network) = (Clock.Cut(machine.GetUtcNow()), SessionRules.Coarse(failed.Address));
        var account = failed.UserId is { } userId ? Finding.Member(userId) : $"typed:{(failed.Typed ?? "").Trim().ToUpperInvariant()}";
        var onAccount = byAccount.Note(account, network ?? "", now);
        var fromAddress = IPAddress.TryParse(failed.Address, out var address) ? byAddress.Note(Networks.Party(address), account, now) : default;
        if (onAccount.Times >= Thresholds.FailuresOnAccount && failed.UserId is { } known)
        {
            byAccount.Clear(account);
            await data.Run(work => book.Note(work, new(ReviewRule.FailuresOnAccount, Finding.Member(known), known, new() { Times = onAccount.Times, Minutes = Minutes(AbuseRules.FailuresOnAccountWithin), Networks = network is null ? null : [network] })), stop);
        }
        if (fromAddress.Times < Thresholds.FailuresFromAddress) return;
        byAddress.Clear(Networks.Party(address));
        await data.Run(work => book.Note(work, new(ReviewRule.FailuresFromAddress, $"address:{protector.Seal(AddressContext, Networks.Party(address))}", UserId: null,
            new() { Times = fromAddress.Times, Accounts = fromAddress.Different, Minutes = Minutes(AbuseRules.FailuresFromAddressWithin), Networks = [network!] })), stop);
    }

    private async Task Used(KeyUsed used, CancellationToken stop)
    {
        if (SessionRules.Coarse(used.Address) is not { } network) return;
        await data.Run(async work =>
        {
            var now = Clock.Cut(machine.GetUtcNow());
            var known = await work.Db.KeyNetworks.AsNoTracking().Where(n => n.ApiKeyId == used.ApiKeyId).OrderByDescending(n => n.LastSeenAt).ToListAsync(work.Stop);
            if (known.Exists(n => n.Network == network))
            {
                await work.Db.KeyNetworks.Where(n => n.ApiKeyId == used.ApiKeyId && n.Network == network)
                    .ExecuteUpdateAsync(n => n.SetProperty(x => x.LastSeenAt, now).SetProperty(x => x.Uses, x => x.Uses + 1), work.Stop);
                return;
            }
            work.Db.Add(new KeyNetwork { ApiKeyId = used.ApiKeyId, Network = network, FirstSeenAt = now, LastSeenAt = now, Uses = 1 });
            // Of two nodes that see it at the same instant one has the row, and the other's write begins anew and finds it.
            await work.Save();
            if (!AbuseRules.IsSettled(known.Count == 0 ? null : known.Min(n => n.FirstSeenAt), known.Sum(n => n.Uses), now, Thresholds)) return;
            await book.Note(work, new(ReviewRule.KeyElsewhere, $"key:{used.ApiKeyId}", used.UserId, new() { ApiKey = used.PublicId, Networks = Some(known.Select(n => n.Network)), Elsewhere = network }));
            outbox.Tell(work, used.UserId, new KeyUsedElsewhere(used.PublicId, network), OutboxLane.Notices);
        }, stop);
    }

    private static List<string> Some(IEnumerable<string> all) => [.. all.Distinct().Take(ReviewBook.MostNamed)];

    private static int Minutes(TimeSpan span) => (int)Math.Ceiling(span.TotalMinutes);
}
