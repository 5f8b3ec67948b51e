using HydraX.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>What was received.</summary>
        public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

        /// <summary>What is to be sent.</summary>
        public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    }
}

namespace HydraX.Core.Messaging
{
    using HydraX.Core.Data;

    // Bodies are text, not jsonb: PostgreSQL's jsonb refuses the escape \u0000, which anybody may type into a chat.
    internal sealed class MessageTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<InboxMessage>(e =>
            {
                e.ToTable("inbox_messages");
                e.HasKey(m => m.MessageId);
                e.Property(m => m.Source).HasMaxLength(50);
                e.Property(m => m.ExternalId).HasMaxLength(255);
                e.Property(m => m.LastError).HasMaxLength(1000);
                e.HasIndex(m => new { m.Source, m.ExternalId }).IsUnique();
                e.HasIndex(m => m.SenderId);
                e.HasIndex(m => new { m.Lane, m.MessageId }, "ix_inbox_messages_waiting").HasFilter("state = 'pending'");
                e.HasIndex(m => m.MessageId, "ix_inbox_messages_dead").HasFilter("state = 'dead'");
            });
            builder.Entity<OutboxMessage>(e =>
            {
                e.ToTable("outbox_messages");
                e.HasKey(m => m.MessageId);
                e.Property(m => m.Kind).HasMaxLength(100);
                // The night sweep inserts by hand: what it does not name is the database's to fill.
                e.Property(m => m.Attempts).HasDefaultValue(0);
                e.Property(m => m.PartsSent).HasDefaultValue(0);
                e.Property(m => m.DedupeKey).HasMaxLength(150);
                e.Property(m => m.LastError).HasMaxLength(1000);
                e.HasIndex(m => m.DedupeKey).IsUnique();
                e.HasIndex(m => new { m.Lane, m.MessageId }, "ix_outbox_messages_waiting").HasFilter("state = 'pending'");
                e.HasIndex(m => m.MessageId, "ix_outbox_messages_dead").HasFilter("state = 'dead'");
            });
        }
    }
}
