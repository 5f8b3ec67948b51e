using HydraX.Core.Kernel;
using HydraX.Core.Privacy.Erasing;
using HydraX.Web.Components.Account.Mail;

namespace HydraX.Web.Privacy;

/// <summary>What follows from an erasure outside the database: the list, and the last letter.</summary>
public sealed class PrivacyRounds(Erasures erasures, ErasureList list, Postman postman)
{
    /// <summary>Erases whoever's time has come, and says so in words.</summary>
    public async Task<string> Erase(CancellationToken stop)
    {
        var erased = await erasures.CarryOut(stop);
        // The list is brought up to what the database says, so that what a killed round left out is added by the next.
        await list.Write(stop);
        foreach (var member in erased)
            if (postman.IsOpen && member.Email is { } email) postman.Post(Letters.Erased(email));
        if (erased.Failures.Count > 0) throw new AggregateException($"{Spoken.Number(erased.Count, "member")} erased, {erased.Failures.Count} could not be", erased.Failures);
        return Spoken.Number(erased.Count, "member") + " erased";
    }
}
