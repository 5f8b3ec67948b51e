using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace HydraX.Web.Components.Ui.Forms;

/// <summary>
/// What every field shares: a label, a hint and an error that are bound to the control by their ids. It is one of Blazor's own inputs,
/// so it works inside an EditForm, in a plain form of a page without a circuit, and bound to a value alone.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract class FieldOf<T> : InputBase<T>
{
    private readonly string made = UiId.Next("field");
    private Expression<Func<T>>? own;
    private string? unreadable;

    /// <summary>Lets a field stand alone: Blazor's inputs want to know the model's member, and without one the field is its own model.</summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        ValueExpression ??= own = () => Value!;
        return base.SetParametersAsync(parameters);
    }

    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One quiet line that helps to answer.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Why the value was refused, by a rule that the form itself does not know.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>Whether the label is for screen readers only, because a table's head says it already.</summary>
    [Parameter] public bool HidesLabel { get; set; }

    /// <summary>Whether the control cannot be used now.</summary>
    [Parameter] public bool IsDisabled { get; set; }

    /// <summary>The value before an edit, written: it marks the field as changed.</summary>
    [Parameter] public string? Was { get; set; }

    /// <summary>The control's id: the one given as an attribute, else one of its own.</summary>
    protected string ControlId => AdditionalAttributes?.TryGetValue("id", out var given) == true ? $"{given}" : made;

    /// <summary>What stands around the control. An error that was given goes before what validation found.</summary>
    protected FieldWords Words => new(ControlId, Label, HidesLabel, Hint, Was, Fault);

    private string? Fault => Error ?? EditContext?.GetValidationMessages(FieldIdentifier).FirstOrDefault() ?? unreadable;

    /// <summary>"true" for aria-invalid while there is an error.</summary>
    protected string? Invalid => Fault is null ? null : "true";

    /// <summary>The name for a plain form post; nothing while the field is not bound to a model.</summary>
    protected string? PostName => ValueExpression != own && NameAttributeValue is { Length: > 0 } name ? name : null;

    protected override bool TryParseValueFromString(string? value, [MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out string? validationErrorMessage)
    {
        var isRead = BindConverter.TryConvertTo(value, CultureInfo.InvariantCulture, out result);
        validationErrorMessage = unreadable = isRead ? null : $"{Label} needs {Needs}.";
        return isRead;
    }

    /// <summary>What an unreadable value is told to be: "a whole number".</summary>
    protected virtual string Needs => "another value";
}
