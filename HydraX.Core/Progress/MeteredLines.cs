using HydraX.Core.Kernel;
using HydraX.Core.Xp;

namespace HydraX.Core.Progress;

/// <summary>Counts ledger lines once they stand.</summary>
public sealed class MeteredLines(DomainMeter meter) : IProgressFeed
{
    /// <inheritdoc/>
    public void Posted(IReadOnlyList<XpPosted> lines)
    {
        foreach (var line in lines)
        {
            meter.Posted(line.Source.Code(), line.Amount);
            if (line.Source == XpSource.PressPassReset) meter.Wiped(1, -line.Amount);
        }
    }
}
