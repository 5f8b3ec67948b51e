using HydraX.Core.Data;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Privacy.Erasing;

/// <summary>Whoever is going to be erased is not merged: what was asked for would reach another account, or none.</summary>
internal sealed class ErasureObstacle : IMergeObstacle
{
    /// <inheritdoc/>
    public async Task<Problem?> Of(Work work, long userId, string username) =>
        await work.Db.Erasures.AnyAsync(e => e.UserId == userId && e.State == ErasureState.Waiting, work.Stop)
            ? Problem.Of("merge.erasure", $"{username} is going to be erased. Stop that first, under Settings, Privacy.")
            : null;
}
