using HydraX.Web.Pages.Dev;

namespace HydraX.Tests.Pages.Dev;

public sealed class ChatTextTests
{
    private const string After = """ target="_blank" rel="noopener">""";

    [Theory]
    [InlineData("No address here: 5 < 6", "No address here: 5 < 6")]
    [InlineData("Go to\nhttp://localhost:5080/u/kestrel.", "Go to\n<a href=\"http://localhost:5080/u/kestrel\"" + After + "http://localhost:5080/u/kestrel</a>.")]
    [InlineData("https://a.example/x?a=1&amp;b=2 now", "<a href=\"https://a.example/x?a=1&amp;b=2\"" + After + "https://a.example/x?a=1&amp;b=2</a> now")]
    [InlineData("<a href=\"https://a.example/\">https://a.example/</a>", "<a href=\"https://a.example/\">https://a.example/</a>")]
    public void Bare_addresses_may_be_tapped(string html, string expected) => Assert.Equal(expected, ChatText.Of(html).Value);
}
