using System.Diagnostics.CodeAnalysis;

namespace HydraX.Core.Kernel;

/// <summary>Something that can be refused. <see cref="Data.HydraXData.Run{T}"/> rolls back a write whose outcome is a refusal.</summary>
public interface IOutcome
{
    /// <summary>The refusal, or null when it was done.</summary>
    Problem? Problem { get; }
}

/// <summary>Done, or refused with a reason.</summary>
public readonly record struct Outcome : IOutcome
{
    /// <summary>It was done.</summary>
    public static Outcome Done => default;

    /// <inheritdoc/>
    public Problem? Problem { get; private init; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome(Problem problem) => new() { Problem = problem };
}

/// <summary>A value, or a refusal with a reason.</summary>
/// <typeparam name="T">What is given when it was not refused.</typeparam>
public readonly record struct Outcome<T> : IOutcome
{
    private readonly T? value;

    private Outcome(T? value, Problem? problem)
    {
        this.value = value;
        Problem = problem;
    }

    /// <inheritdoc/>
    public Problem? Problem { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>The value. Asking a refusal for it is a bug and throws.</summary>
    public T Value => Problem is null ? value! : throw new InvalidOperationException($"Refused with {Problem.Code}: {Problem.Sentence}");

    /// <summary>The other value if this one is there, the same refusal otherwise.</summary>
    public Outcome<TOther> Select<TOther>(Func<T, TOther> select) => Problem is { } problem ? problem : select(value!);

    /// <summary>A value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}
