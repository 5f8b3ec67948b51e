namespace HydraX.Core.Kernel;

/// <summary>Why something was refused: a stable code for programs and a sentence for the person.</summary>
/// <param name="Code">Stable, dotted, lower case: <c>shop.too-dear</c>.</param>
/// <param name="Sentence">What was wrong and what would be right.</param>
public sealed record Problem(string Code, string Sentence)
{
    /// <summary>Makes a problem.</summary>
    public static Problem Of(string code, string sentence) => new(code, sentence);
}
