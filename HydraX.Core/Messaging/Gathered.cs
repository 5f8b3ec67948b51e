using System.Collections.Concurrent;

namespace HydraX.Core.Messaging;

/// <summary>
/// Writes that arrive while another is under way go out together in the next one: under load one transaction carries many of them,
/// at rest each goes at once. Whoever asks is answered when their part is committed.
/// </summary>
/// <typeparam name="TItem">What is asked to be written.</typeparam>
/// <typeparam name="TResult">What each asker is answered.</typeparam>
/// <param name="write">Writes all of them in one transaction and returns an answer for each, in their order.</param>
/// <param name="most">The most that one transaction carries.</param>
internal sealed class Gathered<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> write, int most)
{
    private readonly ConcurrentQueue<(TItem Item, TaskCompletionSource<TResult> Answer)> waiting = new();
    private int isWriting;

    /// <summary>Has it written with the next transaction.</summary>
    public Task<TResult> Write(TItem item)
    {
        var answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue((item, answer));
        if (Interlocked.CompareExchange(ref isWriting, 1, 0) == 0) _ = Task.Run(WriteAll);
        return answer.Task;
    }

    private async Task WriteAll()
    {
        do
        {
            while (Next() is { Count: > 0 } batch) await WriteTogether(batch);
            Volatile.Write(ref isWriting, 0);
            // Something may have come in between the last look and the line above; its asker then relied on us.
        }
        while (!waiting.IsEmpty && Interlocked.CompareExchange(ref isWriting, 1, 0) == 0);
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Answer)> Next()
    {
        var batch = new List<(TItem, TaskCompletionSource<TResult>)>();
        while (batch.Count < most && waiting.TryDequeue(out var one)) batch.Add(one);
        return batch;
    }

    private async Task WriteTogether(List<(TItem Item, TaskCompletionSource<TResult> Answer)> batch)
    {
        try
        {
            var answers = await write([.. batch.Select(one => one.Item)]);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.SetResult(answers[i]);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One of them may be what the database refuses; alone, each gets its own answer.
            foreach (var one in batch) await WriteTogether([one]);
        }
        catch (Exception failure)
        {
            batch[0].Answer.SetException(failure);
        }
    }
}
