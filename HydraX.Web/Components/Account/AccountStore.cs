using HydraX.Core.Audit;
using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Protection;
using HydraX.Core.Users;
using HydraX.Core.Users.Sessions;
using HydraX.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Web.Components.Account;

/// <summary>
/// ASP.NET Core Identity's rows, with two differences. The stock store writes every column of a user back, which would undo a tier or a suspension
/// written meanwhile; this one writes what has changed. And addresses stand protected. A new security stamp ends all sessions
/// in the same write, and a new password stands in the audit log by it.
/// </summary>
internal sealed class AccountStore(HydraXDb db, Protector protector, SignIns signIns, AuditTrail audit, IHttpContextAccessor requests, Clock clock, TimeProvider machine, IdentityErrorDescriber? describer = null) : UserStore<User, Role, HydraXDb, long>(db, describer)
{
    public override async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken = default)
    {
        var entry = Context.Entry(user);
        if (entry.State == EntityState.Detached) throw new InvalidOperationException("A user is changed in the context that read it.");
        entry.DetectChanges();
        var (isStamped, isPassword) = (entry.Property(u => u.SecurityStamp).IsModified, entry.Property(u => u.PasswordHash).IsModified);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        user.UpdatedAt = clock.GetUtcNow();
        try
        {
            // Under the member's lock, as sessions begin: one that begins with the old stamp is either seen here, or finds the new one.
            await using var one = (isStamped || isPassword) && Context.Database.CurrentTransaction is null ? await Context.Database.BeginTransactionAsync(cancellationToken) : null;
            if (isStamped) await Context.Profiles.AsNoTracking().Where(p => p.UserId == user.Id).ForUpdate().FirstOrDefaultAsync(cancellationToken);
            if (isStamped) await SessionBook.MarkAll(Context, user.Id, SessionEnd.Credentials, Clock.Cut(machine.GetUtcNow()), cancellationToken);
            await SaveChanges(cancellationToken);
            if (isPassword) await RecordPassword(user, cancellationToken);
            if (one is not null) await one.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
        if (isStamped) signIns.End(user.Id);
        return IdentityResult.Success;
    }

    // Whoever is signed in changes it; whoever has the link of a mail sets it anew.
    private Task RecordPassword(User user, CancellationToken stop)
    {
        var http = requests.HttpContext;
        var isChange = http is not null && AccountClaims.UserId(http.User) == user.Id;
        var by = http is null ? Actor.Start : new Actor(user.Id, user.UserName, Origin.Web, http.Address());
        return audit.Record(Context, clock.GetUtcNow(), by, isChange ? "users.password-changed" : "users.password-reset", AuditSubject.Person(user.Id, user.UserName!), stop);
    }

    public override Task<string?> GetEmailAsync(User user, CancellationToken cancellationToken = default) => Task.FromResult(protector.Reveal(UserSecrets.Email, user.ProtectedEmail));

    public override Task SetEmailAsync(User user, string? email, CancellationToken cancellationToken = default)
    {
        user.ProtectedEmail = protector.Protect(UserSecrets.Email, email);
        return Task.CompletedTask;
    }

    public override Task<string?> GetNormalizedEmailAsync(User user, CancellationToken cancellationToken = default) => Task.FromResult(user.EmailLookup);

    public override Task SetNormalizedEmailAsync(User user, string? normalizedEmail, CancellationToken cancellationToken = default)
    {
        user.EmailLookup = normalizedEmail is null ? null : protector.Lookup(UserSecrets.Email, normalizedEmail);
        return Task.CompletedTask;
    }

    public override Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default)
    {
        var lookups = protector.Lookups(UserSecrets.Email, normalizedEmail);
        return Users.SingleOrDefaultAsync(u => lookups.Contains(u.EmailLookup!), cancellationToken);
    }
}
