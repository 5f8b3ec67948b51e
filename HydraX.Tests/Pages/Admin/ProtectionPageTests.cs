using Bunit;
using HydraX.Core.Admin;
using HydraX.Core.Protection;
using HydraX.Web.Pages.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HydraX.Tests.Pages.Admin;

public sealed class ProtectionPageTests : StaffPage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Core.Get<ProtectionQuestions>()).AddSingleton(Core.Get<ProtectionOperations>());
    }

    [Fact]
    public async Task Replacing_the_key_asks_why_and_whether_and_is_audited()
    {
        var page = await Open<ProtectionPage>();
        Assert.Contains("in use", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("users.email", page.Markup, StringComparison.Ordinal);

        await Button(page, "Replace the key").ClickAsync(new());
        Assert.Contains("Say why", page.Markup, StringComparison.Ordinal);
        await page.Find("input").ChangeAsync(new() { Value = "Yearly" });
        var replacing = Button(page, "Replace the key").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Key k2 is made now", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, await Core.Data.Read(db => db.ProtectionKeys.CountAsync(Stop), Stop));
        await Button(page, "Make a new key", "dialog button").ClickAsync(new());
        await replacing;

        Assert.Equal("Key k2 is used in six minutes.", Said);
        Assert.Equal(["used in a moment", "in use"], page.FindAll("tbody .tag").Select(tag => tag.TextContent));
        var entry = Assert.Single(await Audited("protection.key-added"));
        Assert.Equal(("heron", "k2", "Yearly", "203.0.113.7"), (entry.Actor, entry.SubjectId, entry.Why, entry.Address));
    }
}
