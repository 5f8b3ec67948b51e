using HydraX.Core.Billing;
using HydraX.Core.Kernel;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Subscriptions, present and past.</summary>
        public DbSet<Subscription> Subscriptions => Set<Subscription>();
    }
}

namespace HydraX.Core.Billing
{
    using HydraX.Core.Data;

    internal sealed class SubscriptionTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect) => builder.Entity<Subscription>(e =>
        {
            e.ToTable("user_subscriptions");
            e.HasKey(s => s.SubscriptionId);
            e.Property(s => s.Status).Default(SubscriptionStatus.Pending);
            e.Property(s => s.BillingCycle).HasMaxLength(50).Default("monthly");
            e.Property(s => s.AutoRenew).Default(true);
            e.Property(s => s.CreatedAt).DefaultNow(dialect);
            e.Property(s => s.Price).HasPrecision(10, 2);
            e.HasIndex(s => s.UserId);
            e.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
