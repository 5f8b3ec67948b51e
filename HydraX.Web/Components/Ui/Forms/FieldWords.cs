namespace HydraX.Web.Components.Ui.Forms;

/// <summary>What stands around a control, and the id that binds it together.</summary>
/// <param name="Id">The control's id; hint, old value and error have it with -hint, -was and -error behind it.</param>
/// <param name="Label">What is asked for.</param>
/// <param name="HidesLabel">Whether only a screen reader needs the label.</param>
/// <param name="Hint">One quiet line that helps to answer.</param>
/// <param name="Was">The value before an edit, written.</param>
/// <param name="Fault">Why the value is refused.</param>
public sealed record FieldWords(string Id, string Label, bool HidesLabel, string? Hint, string? Was, string? Fault)
{
    /// <summary>The ids of what describes the control, for aria-describedby.</summary>
    public string? DescribedBy
    {
        get
        {
            string?[] ids = [Hint is null ? null : $"{Id}-hint", Was is null ? null : $"{Id}-was", Fault is null ? null : $"{Id}-error"];
            var said = string.Join(' ', ids.Where(i => i is not null));
            return said.Length == 0 ? null : said;
        }
    }
}
