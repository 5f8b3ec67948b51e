using HydraX.Core.Data;
using HydraX.Core.Users.Changes;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Lifecycle;

/// <summary>A Press Pass or a subscription, had once, keeps a member from giving way: neither is had twice by moving.</summary>
public sealed class NewcomerTies : INewcomerTie
{
    /// <inheritdoc/>
    public async Task<bool> Holds(Work work, long userId) =>
        await work.Db.Passes.AnyAsync(p => p.UserId == userId, work.Stop) || await work.Db.Subscriptions.AnyAsync(s => s.UserId == userId, work.Stop);
}
