using HydraX.Web.Components.Account.Mail;
using HydraX.Web.Hosting;
using HydraX.Web.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;

namespace HydraX.Tests.Support;

/// <summary>Mail for pages that are drawn without a host.</summary>
public static class TestMail
{
    /// <summary>No letter leaves.</summary>
    public static void AddTo(IServiceCollection services) => services.AddSingleton<IMail, Shut>().AddSingleton<Postman>().AddSingleton<PrivacyMail>()
        .AddSingleton(new PublicAddress(new ConfigurationBuilder().AddInMemoryCollection([new("PublicUrl", "https://hydrax.example")]).Build(), new HostingEnvironment(), null!));

    private sealed class Shut : IMail
    {
        public bool IsOpen => false;

        public Task Send(Letter letter, CancellationToken stop) => throw new InvalidOperationException("No letter leaves.");
    }
}
