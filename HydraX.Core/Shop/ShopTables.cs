using HydraX.Core.Shop;
using HydraX.Core.Users;
using HydraX.Core.Xp;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>What the shop sells.</summary>
        public DbSet<ShopItem> ShopItems => Set<ShopItem>();

        /// <summary>What members bought.</summary>
        public DbSet<ShopPurchase> ShopPurchases => Set<ShopPurchase>();
    }
}

namespace HydraX.Core.Shop
{
    using HydraX.Core.Data;

    internal sealed class ShopTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<ShopItem>(e =>
            {
                e.ToTable("shop_items");
                e.HasKey(i => i.ItemId);
                e.Property(i => i.Code).HasMaxLength(50);
                e.HasIndex(i => i.Code).IsUnique();
                e.Property(i => i.Name).HasMaxLength(100);
                e.Property(i => i.Description).HasMaxLength(500);
                e.Property(i => i.NeedCode).HasColumnName("need").HasMaxLength(100);
                e.Property(i => i.EffectData).Metadata.JsonColumn();
                e.Ignore(i => i.Requires);
                e.Ignore(i => i.Does);
            });
            builder.Entity<ShopPurchase>(e =>
            {
                e.ToTable("shop_purchases");
                e.HasKey(p => p.PurchaseId);
                e.Property(p => p.ItemName).HasMaxLength(100);
                e.Property(p => p.EffectData).Metadata.JsonColumn();
                e.Property(p => p.RefundReason).HasMaxLength(500);
                e.Ignore(p => p.SourceKey);
                e.Ignore(p => p.Does);
                e.HasIndex(p => new { p.UserId, p.PurchaseId });
                e.HasIndex(p => p.ItemId);
                e.HasIndex(p => p.TransactionId).IsUnique();
                e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<ShopItem>().WithMany().HasForeignKey(p => p.ItemId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<XpTransaction>().WithMany().HasForeignKey(p => p.TransactionId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<XpTransaction>().WithMany().HasForeignKey(p => p.RefundTransactionId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
