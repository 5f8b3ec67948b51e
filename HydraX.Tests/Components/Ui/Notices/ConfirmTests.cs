using Bunit;
using HydraX.Web.Components.Ui.Notices;

namespace HydraX.Tests.Components.Ui.Notices;

public sealed class ConfirmTests : BunitContext
{
    private readonly IRenderedComponent<Confirm> dialog;

    public ConfirmTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        dialog = Render<Confirm>(p => p.Add(c => c.Title, "Deactivate the Press Pass?").Add(c => c.Do, "Deactivate, lose 433 XP")
            .Add(c => c.Keep, "Keep the pass").Add(c => c.IsDangerous, true).AddChildContent("<p>433 XP goes at once.</p>"));
    }

    [Fact]
    public async Task Asking_opens_the_browsers_modal_dialog_and_waits()
    {
        var answer = Ask();

        Assert.Single(JSInterop.Invocations["hydrax.openDialog"]);
        Assert.False(answer.IsCompleted);
        dialog.Find("button.danger").Click();
        Assert.True(await answer);
    }

    [Fact]
    public async Task The_safe_answer_is_no_and_has_the_focus_first()
    {
        var answer = Ask();
        var safe = dialog.Find("button.main");

        Assert.True(safe.HasAttribute("autofocus"));
        Assert.Equal("Keep the pass", safe.TextContent);
        safe.Click();
        Assert.False(await answer);
        Assert.Single(JSInterop.Invocations["hydrax.closeDialog"]);
    }

    [Fact]
    public async Task Escape_is_the_safe_answer()
    {
        var answer = Ask();

        dialog.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);

        Assert.False(await answer);
    }

    [Fact]
    public async Task Closing_after_the_act_does_not_take_the_act_back()
    {
        var answer = Ask();

        dialog.Find("button.danger").Click();
        dialog.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);

        Assert.True(await answer);
    }

    [Fact]
    public async Task Asking_twice_answers_the_first_with_no()
    {
        var first = Ask();
        var second = Ask();

        Assert.False(await first);
        dialog.Find("button.danger").Click();
        Assert.True(await second);
    }

    [Fact]
    public void The_question_and_what_will_happen_are_bound_to_the_dialog()
    {
        var box = dialog.Find("dialog");

        Assert.Equal("Deactivate the Press Pass?", dialog.Find("#" + box.GetAttribute("aria-labelledby")).TextContent);
        Assert.Contains("433 XP", dialog.Find("#" + box.GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_the_page_is_no()
    {
        var answer = Ask();

        await DisposeComponentsAsync();

        Assert.False(await answer);
    }

    private Task<bool> Ask()
    {
        Task<bool>? answer = null;
        dialog.InvokeAsync(() => { answer = dialog.Instance.Ask(); });
        return answer!;
    }
}
