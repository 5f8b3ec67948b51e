using HydraX.Core.Lifecycle;
using HydraX.Web.Hosting;

namespace HydraX.Web.Components.Account.Mail;

/// <summary>Tells by mail that two accounts have become one, at the addresses of both. The bot tells it too.</summary>
public sealed class MergeMail(Postman postman, PublicAddress address)
{
    /// <summary>Tells it.</summary>
    public void Tell(Merged merged)
    {
        if (!postman.IsOpen) return;
        foreach (var to in merged.Addresses) postman.Post(Letters.Merged(to, merged.Username, address.To(Urls.Security)));
    }
}
