using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Web.Components.Account;

/// <summary>
/// ASP.NET Core Identity's rows, with one difference: the stock store writes every column of a user back, which would undo a tier or a suspension
/// written meanwhile. This one writes what has changed. A new security stamp ends sessions at once.
/// </summary>
internal sealed class AccountStore(HydraXDb db, SignIns signIns, Clock clock, IdentityErrorDescriber? describer = null) : UserStore<User, Role, HydraXDb, long>(db, describer)
{
    public override async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken = default)
    {
        var entry = Context.Entry(user);
        if (entry.State == EntityState.Detached) throw new InvalidOperationException("A user is changed in the context that read it.");
        entry.DetectChanges();
        var isStamped = entry.Property(u => u.SecurityStamp).IsModified;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        user.UpdatedAt = clock.GetUtcNow();
        try
        {
            await SaveChanges(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
        if (isStamped) signIns.End(user.Id);
        return IdentityResult.Success;
    }
}
