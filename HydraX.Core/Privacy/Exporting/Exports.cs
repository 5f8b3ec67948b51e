using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Messaging;
using HydraX.Core.Privacy.Erasing;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Duties;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HydraX.Core.Privacy.Exporting;

/// <summary>A copy as its member sees it.</summary>
/// <param name="ExportId">Which.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="Rows">Rows to write.</param>
/// <param name="RowsDone">Rows written.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="ExpiresAt">From when it cannot be fetched any more.</param>
public sealed record ExportShown(long ExportId, ExportState State, DateTimeOffset AskedAt, int Rows, int RowsDone, long Bytes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Whether it is being made or about to be.</summary>
    public bool IsUnderWay => State is ExportState.Queued or ExportState.Running;
}

/// <summary>
/// The door to a copy of everything about a member: asked for, made behind their back in pieces that stand protected, fetched once by a link that only its
/// member can use.
/// </summary>
public sealed class Exports(HydraXData data, ExportMaker maker, ExportBell bell, Protector protector, Outbox outbox, AuditTrail audit, IOptions<PrivacyOptions> options, TimeProvider machine)
{
    private const int MostTries = 3;

    // A copy may be begun more often than it may fail: a process that is killed for other reasons, such as an upgrade, is no fault of it. But one that kills its process is begun for ever.
    private const int MostBeginnings = 5;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private static readonly Problem NoneReady = Problem.Of("privacy.export-gone", "No copy waits for you: it was fetched, or its time is over. Write to whoever runs this HydraX if you still need one.");
    private static readonly Problem Gone = Problem.Of("privacy.export-gone", "This link has been used, is too old, or is not yours. Ask for a new copy under Settings, Privacy.");

    /// <summary>
    /// Asks for a copy. Problems: <c>users.unknown</c>, <c>users.suspended</c>, <c>privacy.export-runs</c> (one is under way), <c>privacy.export-lately</c> (one was
    /// made within the hour).
    /// </summary>
    public async Task<Outcome> Ask(Actor by, CancellationToken stop = default)
    {
        var asked = await data.Run<Outcome>(async work =>
        {
            var userId = by.UserId ?? throw new ArgumentException("A member asks for themselves.", nameof(by));
            if (await work.LockMember(userId) is not { } member) return Members.NoMember(userId);
            if (!member.IsActive) return Members.Suspended;
            var now = Clock.Cut(machine.GetUtcNow());
            var last = await Of(work.Db, userId).FirstOrDefaultAsync(work.Stop);
            if (last is { State: ExportState.Queued or ExportState.Running }) return Problem.Of("privacy.export-runs", "Your copy is being made already. It is shown here once it is ready.");
            if (last is { State: not ExportState.Failed } && last.AskedAt + Between > now) return Problem.Of("privacy.export-lately", $"You asked for one at {last.AskedAt:HH:mm} UTC. The next can be made at {last.AskedAt + Between:HH:mm} UTC.");
            // An older one that was not fetched goes with the new one.
            await Drop(work, work.Db.DataExports.Where(e => e.UserId == userId && e.State == ExportState.Ready));
            work.Db.Add(new DataExport { UserId = userId, State = ExportState.Queued, AskedAt = now });
            audit.Record(work, by, "privacy.export-asked", AuditSubject.Person(userId, by.Name!));
            return Outcome.Done;
        }, stop);
        if (asked.Succeeded) bell.Ring();
        return asked;
    }

    /// <summary>
    /// Staff asks for a member who is suspended, and so cannot ask here, upon their written request. The link is for the member's own proved address and chat alone: staff gets the token to have it mailed
    /// and never sees it. It stands for the proof that nobody who is shut out can give, so it is for the suspended only. Problems: <c>users.unknown</c>, <c>privacy.why</c>, <c>privacy.erased</c>,
    /// <c>privacy.asks-here</c> (not suspended), <c>privacy.no-way</c> (neither address nor chat), <c>privacy.export-runs</c>, and those of <see cref="Duty.Privacy"/>.
    /// </summary>
    /// <param name="userId">For whom.</param>
    /// <param name="why">How they asked, and how it is known that it was them; the audit log keeps it.</param>
    /// <param name="by">Who of the staff.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Outcome<string>> AskFor(long userId, string why, Actor by, CancellationToken stop = default)
    {
        var asked = await data.Run<Outcome<string>>(async work =>
        {
            why = why.Trim();
            if (why.Length is 0 or > ErasureRules.LongestWhy) return Problem.Of("privacy.why", $"Say how they asked and how you know that it was them, in at most {ErasureRules.LongestWhy} characters: the audit log keeps it.");
            if (await work.LockMember(userId) is null) return Members.NoMember(userId);
            if (await work.Demand(by, Duty.Privacy, onto: userId) is { } refused) return refused;
            var user = await work.Db.Users.AsNoTracking().FirstAsync(u => u.Id == userId, work.Stop);
            if (user.ErasedAt is not null) return Problem.Of("privacy.erased", "This account is erased: nothing about anybody is left to copy.");
            if (user.IsActive) return Problem.Of("privacy.asks-here", $"{user.UserName} can sign in and makes the copy under Settings, Privacy, where only they can fetch it.");
            if (!user.EmailConfirmed && user.TelegramId is null) return Problem.Of("privacy.no-way", $"Neither a proved address nor a chat reaches {user.UserName}, so there is nobody to whom a link could go.");
            if (await work.Db.DataExports.AnyAsync(e => e.UserId == userId && (e.State == ExportState.Queued || e.State == ExportState.Running), work.Stop)) return Problem.Of("privacy.export-runs", "A copy is being made already.");
            await Drop(work, work.Db.DataExports.Where(e => e.UserId == userId && e.State == ExportState.Ready));
            var token = LinkToken.NewText();
            work.Db.Add(new DataExport { UserId = userId, State = ExportState.Queued, AskedAt = Clock.Cut(machine.GetUtcNow()), AskedByUserId = by.UserId, TokenHash = LinkToken.HashOf(token) });
            audit.Record(work, by, "privacy.export-asked", AuditSubject.Person(userId, user.UserName!), why: why);
            return token;
        }, stop);
        if (asked.Succeeded) bell.Ring();
        return asked;
    }

    /// <summary>A copy that staff asked for, by its link, while it is made or can be fetched; null if the link holds no more.</summary>
    public Task<ExportShown?> OfLink(string? token, CancellationToken stop = default)
    {
        var (hash, now) = (LinkToken.HashOf(token ?? ""), machine.GetUtcNow());
        return data.Read(db => ByStaff(db, hash).Where(e => e.State == ExportState.Queued || e.State == ExportState.Running || (e.State == ExportState.Ready && e.ExpiresAt > now))
            .Select(e => new ExportShown(e.ExportId, e.State, e.AskedAt, e.Rows, e.RowsDone, e.Bytes, e.ExpiresAt)).FirstOrDefaultAsync(stop), stop);
    }

    /// <summary>A new link, for the member's own chat, to a copy that staff asked for and that is ready; the one before holds no more. Problem: <c>privacy.export-gone</c>.</summary>
    public async Task<Outcome<string>> LinkOfStaff(long userId, CancellationToken stop = default)
    {
        var ready = await data.Read(db => Of(db, userId).Where(e => e.AskedByUserId != null && e.State == ExportState.Ready).Select(e => (long?)e.ExportId).FirstOrDefaultAsync(stop), stop);
        return ready is { } export && await Link(export, userId, stop) is { Succeeded: true } link ? link : NoneReady;
    }

    /// <summary>Takes a copy that staff asked for, by its link alone: of two who use it at once, one gets it. Problem: <c>privacy.export-gone</c>.</summary>
    public Task<Outcome<long>> TakeByLink(string? token, CancellationToken stop = default) => data.Run<Outcome<long>>(async work =>
    {
        var (hash, now) = (LinkToken.HashOf(token ?? ""), Clock.Cut(machine.GetUtcNow()));
        var taken = await ByStaff(work.Db, hash).Where(e => e.State == ExportState.Ready && e.ExpiresAt > now)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Fetched).SetProperty(x => x.FetchedAt, now), work.Stop);
        if (taken == 0) return Gone;
        var export = await ByStaff(work.Db, hash).FirstAsync(work.Stop);
        var name = await work.Db.Users.Where(u => u.Id == export.UserId).Select(u => u.UserName!).FirstAsync(work.Stop);
        audit.Record(work, new(export.UserId, name, Origin.Web), "privacy.export-fetched", AuditSubject.Person(export.UserId, name));
        return export.ExportId;
    }, stop);

    /// <summary>A member's newest copy; null if they never asked.</summary>
    public Task<ExportShown?> Of(long userId, CancellationToken stop = default) => data.Read(db => Of(db, userId)
        .Select(e => new ExportShown(e.ExportId, e.State, e.AskedAt, e.Rows, e.RowsDone, e.Bytes, e.ExpiresAt)).FirstOrDefaultAsync(stop), stop);

    /// <summary>
    /// Makes the next copy that waits, or that a killed maker left behind; one that fails is tried three times, one whose maker is killed five times, and then its
    /// member is told. False if there is none.
    /// </summary>
    public async Task<bool> MakeNext(CancellationToken stop = default)
    {
        await GiveUp(stop);
        if (await Claim(stop) is not { } export) return false;
        try
        {
            var bytes = await maker.Make(export, stop);
            await data.Run(async work =>
            {
                var now = Clock.Cut(machine.GetUtcNow());
                var expires = now.AddHours(options.Value.ExportHours);
                if (await Held(work.Db, export).ExecuteUpdateAsync(e => e
                    .SetProperty(x => x.State, ExportState.Ready).SetProperty(x => x.RowsDone, x => x.Rows).SetProperty(x => x.Bytes, bytes)
                    .SetProperty(x => x.ReadyAt, now).SetProperty(x => x.ExpiresAt, expires).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), work.Stop) == 1)
                    outbox.Tell(work, export.UserId, new ExportReady(expires, export.AskedByUserId is not null), OutboxLane.Notices);
            }, stop);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            await data.Run(work => export.Attempts < MostTries
                ? Held(work.Db, export).ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Queued).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), work.Stop)
                : Fail(work, export, Held(work.Db, export)), stop);
            throw;
        }
        return true;
    }

    /// <summary>
    /// A new link to a copy that is ready; one before it holds no more. Problem: <c>privacy.export-gone</c>.
    /// </summary>
    public Task<Outcome<string>> Link(long exportId, long userId, CancellationToken stop = default) => data.Run<Outcome<string>>(async work =>
    {
        var token = LinkToken.NewText();
        var now = machine.GetUtcNow();
        var made = await work.Db.DataExports.Where(e => e.ExportId == exportId && e.UserId == userId && e.State == ExportState.Ready && e.ExpiresAt > now)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.TokenHash, LinkToken.HashOf(token)), work.Stop);
        return made == 0 ? Gone : token;
    }, stop);

    /// <summary>
    /// Takes a copy by its link: of two who use it at once, one gets it. Problem: <c>privacy.export-gone</c>, also for anybody but its member.
    /// </summary>
    public Task<Outcome<long>> Take(string token, Actor by, CancellationToken stop = default) => data.Run<Outcome<long>>(async work =>
    {
        var (hash, now) = (LinkToken.HashOf(token), Clock.Cut(machine.GetUtcNow()));
        var taken = await work.Db.DataExports.Where(e => e.TokenHash == hash && e.UserId == by.UserId && e.State == ExportState.Ready && e.ExpiresAt > now)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Fetched).SetProperty(x => x.FetchedAt, now), work.Stop);
        if (taken == 0) return Gone;
        audit.Record(work, by, "privacy.export-fetched", AuditSubject.Person(by.UserId!.Value, by.Name!));
        return await work.Db.DataExports.Where(e => e.TokenHash == hash).Select(e => e.ExportId).FirstAsync(work.Stop);
    }, stop);

    /// <summary>The bytes of a copy that was taken, piece by piece; each goes once it has been read.</summary>
    public async IAsyncEnumerable<byte[]> Pieces(long exportId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        for (var number = 0; ; number++)
        {
            var piece = await data.Read(db => db.Set<DataExportPart>().Where(p => p.ExportId == exportId && p.Number == number).Select(p => p.Sealed).FirstOrDefaultAsync(stop), stop);
            if (piece is null) yield break;
            yield return protector.Reveal(piece, DataExportPart.Context(exportId, number));
            await data.Run(work => work.Db.Set<DataExportPart>().Where(p => p.ExportId == exportId && p.Number == number).ExecuteDeleteAsync(work.Stop), stop);
        }
    }

    /// <summary>Drops the bytes of copies that were not fetched in time, and those that a broken download left. Returns how many.</summary>
    public Task<int> DropOver(CancellationToken stop = default) => data.Run(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var left = now - TimeSpan.FromHours(1);
        await work.Db.Set<DataExportPart>().Where(p => work.Db.DataExports.Any(e => e.ExportId == p.ExportId && (e.State == ExportState.Failed || (e.State == ExportState.Fetched && e.FetchedAt < left)))).ExecuteDeleteAsync(work.Stop);
        return await Drop(work, work.Db.DataExports.Where(e => e.State == ExportState.Ready && e.ExpiresAt <= now));
    }, stop);

    private static async Task<int> Drop(Work work, IQueryable<DataExport> which)
    {
        await work.Db.Set<DataExportPart>().Where(p => which.Any(e => e.ExportId == p.ExportId)).ExecuteDeleteAsync(work.Stop);
        return await which.ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Expired).SetProperty(x => x.TokenHash, (string?)null), work.Stop);
    }

    private async Task GiveUp(CancellationToken stop)
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var lost = await data.Read(db => db.DataExports.Where(e => e.State == ExportState.Running && e.LeasedUntil < now && e.Attempts >= MostBeginnings).ToListAsync(stop), stop);
        foreach (var export in lost) await data.Run(work => Fail(work, export, Held(work.Db, export)), stop);
    }

    private async Task<int> Fail(Work work, DataExport export, IQueryable<DataExport> which)
    {
        var failed = await which.ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Failed).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null).SetProperty(x => x.TokenHash, (string?)null), work.Stop);
        if (failed == 0) return 0;
        await work.Db.Set<DataExportPart>().Where(p => p.ExportId == export.ExportId).ExecuteDeleteAsync(work.Stop);
        outbox.Tell(work, export.UserId, new ExportFailed(export.AskedByUserId is not null), OutboxLane.Notices);
        return failed;
    }

    // One maker at a time for each copy: whoever was killed lets its lease run out, and the next begins it anew.
    private Task<DataExport?> Claim(CancellationToken stop) => data.Run(async work =>
    {
        var now = Clock.Cut(machine.GetUtcNow());
        var open = await work.Db.DataExports.Where(e => e.State == ExportState.Queued || (e.State == ExportState.Running && e.LeasedUntil < now)).OrderBy(e => e.ExportId).FirstOrDefaultAsync(work.Stop);
        if (open is null) return null;
        var until = Clock.Cut(now + ExportMaker.Lease);
        var claimed = await work.Db.DataExports.Where(e => e.ExportId == open.ExportId && e.Attempts == open.Attempts)
            .ExecuteUpdateAsync(e => e.SetProperty(x => x.State, ExportState.Running).SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1).SetProperty(x => x.RowsDone, 0), work.Stop);
        if (claimed == 0) return null;
        await work.Db.Set<DataExportPart>().Where(p => p.ExportId == open.ExportId).ExecuteDeleteAsync(work.Stop);
        work.Db.ChangeTracker.Clear();
        (open.LeasedUntil, open.Attempts, open.State) = (until, open.Attempts + 1, ExportState.Running);
        return open;
    }, stop);

    // The copy, as long as it is this maker's: one whose lease ran out says nothing any more.
    private static IQueryable<DataExport> Held(HydraXDb db, DataExport export) => db.DataExports.Where(e => e.ExportId == export.ExportId && e.State == ExportState.Running && e.LeasedUntil == export.LeasedUntil);

    private static IQueryable<DataExport> ByStaff(HydraXDb db, string hash) => db.DataExports.AsNoTracking().Where(e => e.TokenHash == hash && e.AskedByUserId != null);

    private static IQueryable<DataExport> Of(HydraXDb db, long userId) => db.DataExports.AsNoTracking().Where(e => e.UserId == userId).OrderByDescending(e => e.ExportId);
}
