using HydraX.Core.Audit;
using HydraX.Core.Users.Factors;

namespace HydraX.Tests.Support;

/// <summary>Signing in as staff, which takes a second factor.</summary>
public static class Staff
{
    /// <summary>A code that the second step takes, of a member who is given an authenticator app if they have none; by the site's clock or that of a test.</summary>
    public static async Task<string> Code(SecondFactors factors, long userId, string name, DateTimeOffset? at = null)
    {
        var by = new Actor(userId, name, Origin.Web);
        if ((await factors.Of(userId)).Any) return (await factors.NewCodes(by)).Value.Codes[0];
        var offered = (await factors.Offer(userId)).Value;
        return (await factors.Confirm(by, FactorRules.CodeAt(offered.Secret, at ?? TimeProvider.System.GetUtcNow()))).Value.Codes[0];
    }
}
