using HydraX.Core.Audit;
using HydraX.Core.Kernel;
using HydraX.Core.Lifecycle;

namespace HydraX.Tests.Support;

/// <summary>What members do themselves, for tests to which it does not matter from where.</summary>
public static class MembersActs
{
    public static Task<Outcome<PassChange>> Activate(this PassChanges passes, long user, CancellationToken stop = default) => passes.Activate(Of(user), stop);

    public static Task<Outcome<PassChange>> Deactivate(this PassChanges passes, long user, CancellationToken stop = default) => passes.Deactivate(Of(user), stop);

    private static Actor Of(long user) => new(user, $"member{user}", Origin.Web);
}
