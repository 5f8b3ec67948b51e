using Bunit;
using HydraX.Web.Components.Ui.Forms;
using Microsoft.AspNetCore.Components.Forms;

namespace HydraX.Tests.Components.Ui.Forms;

public sealed class FieldTests : BunitContext
{
    [Fact]
    public void Label_hint_old_value_and_error_are_bound_to_the_control()
    {
        var field = Render<NumberField<decimal>>(p => p.Add(f => f.Label, "Drawdown cap").Add(f => f.Hint, "per day").Add(f => f.Was, "10.0").Add(f => f.Error, "At most 10.").Add(f => f.Value, 9.5m));
        var control = field.Find("input");

        Assert.Equal("Drawdown cap", field.Find($"label[for='{control.Id}']").TextContent);
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Equal(["per day", "was 10.0", "At most 10."],
            control.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent));
        Assert.Equal("9.5", control.GetAttribute("value"));
    }

    [Fact]
    public void A_field_without_hint_or_error_points_at_nothing()
    {
        var control = Render<Field>(p => p.Add(f => f.Label, "Username")).Find("input");

        Assert.False(control.HasAttribute("aria-describedby"));
        Assert.False(control.HasAttribute("aria-invalid"));
        Assert.False(control.HasAttribute("name"));
    }

    [Fact]
    public void A_changed_number_reaches_the_page()
    {
        int? shots = 6;
        var field = Render<NumberField<int?>>(p => p.Add(f => f.Label, "Shots a day").Bind(f => f.Value, shots, v => shots = v));

        field.Find("input").Change("12");
        Assert.Equal(12, shots);
        field.Find("input").Change("");
        Assert.Null(shots);
    }

    [Fact]
    public void What_is_no_number_is_refused_with_a_sentence_and_changes_nothing()
    {
        var shots = 6;
        var field = Render<NumberField<int>>(p => p.Add(f => f.Label, "Shots a day").Bind(f => f.Value, shots, v => shots = v));

        field.Find("input").Change("many");

        Assert.Equal("Shots a day needs a whole number.", field.Find("[role=alert]").TextContent);
        Assert.Equal(6, shots);
        field.Find("input").Change("7");
        Assert.Empty(field.FindAll("[role=alert]"));
        Assert.Equal(7, shots);
    }

    [Fact]
    public void Choices_are_values_of_the_type_itself()
    {
        var day = DayOfWeek.Monday;
        var field = Render<SelectField<DayOfWeek>>(p => p.Add(f => f.Label, "Starts").Bind(f => f.Value, day, v => day = v)
            .Add(f => f.Options, [new(DayOfWeek.Monday, "Monday"), new(DayOfWeek.Friday, "Friday")]));

        field.Find("select").Change("Friday");

        Assert.Equal(DayOfWeek.Friday, day);
    }

    [Fact]
    public void A_switch_says_that_it_is_one()
    {
        var isOn = false;
        var field = Render<SwitchField>(p => p.Add(f => f.Label, "Semi fire").Bind(f => f.Value, isOn, v => isOn = v));

        Assert.Equal("switch", field.Find("input").GetAttribute("role"));
        field.Find("input").Change(true);
        Assert.True(isOn);
    }

    [Fact]
    public void What_validation_finds_stands_under_the_field_and_the_post_has_the_models_name()
    {
        var model = new Model();
        var context = new EditContext(model);
        var messages = new ValidationMessageStore(context);
        var field = Render<Field>(p => p.AddCascadingValue(context).Add(f => f.Label, "E-mail").Add(f => f.Value, "x").Add(f => f.ValueExpression, () => model.Email!));
        Assert.Equal("model.Email", field.Find("input").GetAttribute("name"));

        messages.Add(context.Field(nameof(Model.Email)), "This is no address.");
        field.InvokeAsync(context.NotifyValidationStateChanged);

        field.WaitForAssertion(() => Assert.Equal("This is no address.", field.Find("[role=alert]").TextContent));
    }

    private sealed class Model
    {
        public string? Email { get; set; } = "x";
    }
}
