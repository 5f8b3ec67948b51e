using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Risk;

/// <summary>A member's trading day in one book: the row of <c>trading_sessions</c>, the specification's model. Money is USD.</summary>
public sealed class TradingSession
{
    /// <summary>Row id.</summary>
    public long SessionId { get; set; }

    /// <summary>Whose.</summary>
    public long UserId { get; set; }

    /// <summary>The UTC day.</summary>
    public DateOnly SessionDate { get; set; }

    /// <summary>paper or mt5; the two are separate books.</summary>
    public string Book { get; set; } = "paper";

    /// <summary>Balance at the day's start.</summary>
    public decimal StartingBalance { get; set; }

    /// <summary>Balance at the day's end.</summary>
    public decimal EndingBalance { get; set; }

    /// <summary>Shots fired.</summary>
    public int TradesTaken { get; set; }

    /// <summary>Of these won.</summary>
    public int TradesWon { get; set; }

    /// <summary>Realised result.</summary>
    public decimal DailyPnl { get; set; }

    /// <summary>Deepest fall, percent of the day's starting equity.</summary>
    public decimal MaxDrawdown { get; set; }

    /// <summary>The risk plan in force.</summary>
    public string RiskMode { get; set; } = "default";

    /// <summary>Whether a cooldown runs.</summary>
    public bool CooldownActive { get; set; }
}

internal sealed class TradingSessionTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<TradingSession>(e =>
    {
        e.ToTable("trading_sessions");
        e.HasKey(s => s.SessionId);
        e.Property(s => s.Book).HasMaxLength(20);
        e.Property(s => s.RiskMode).HasMaxLength(50);
        e.Property(s => s.StartingBalance).HasPrecision(15, 2);
        e.Property(s => s.EndingBalance).HasPrecision(15, 2);
        e.Property(s => s.DailyPnl).HasPrecision(15, 2);
        e.Property(s => s.MaxDrawdown).HasPrecision(7, 4);
        e.HasIndex(s => new { s.UserId, s.SessionDate, s.Book }).IsUnique();
        e.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
    });
}
