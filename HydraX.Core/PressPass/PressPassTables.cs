using HydraX.Core.PressPass;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Data
{
    public abstract partial class HydraXDb
    {
        /// <summary>Press Passes.</summary>
        public DbSet<Pass> Passes => Set<Pass>();

        /// <summary>Stretches of time on a Press Pass.</summary>
        public DbSet<PassSpell> PassSpells => Set<PassSpell>();
    }
}

namespace HydraX.Core.PressPass
{
    using HydraX.Core.Data;

    internal sealed class PressPassTables : ITables
    {
        public void Map(ModelBuilder builder, Dialect dialect)
        {
            builder.Entity<Pass>(e =>
            {
                e.ToTable("press_passes");
                e.HasKey(p => p.PassId);
                e.HasIndex(p => new { p.UserId, p.GrantNo }).IsUnique();
                e.HasIndex(p => p.EndsAt).HasFilter("ended_at IS NULL");
                e.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Restrict);
            });
            builder.Entity<PassSpell>(e =>
            {
                e.ToTable("press_pass_spells");
                e.HasKey(s => s.SpellId);
                e.HasIndex(s => new { s.PassId, s.SpellNo }).IsUnique();
                e.HasIndex(s => s.UserId);
                e.HasOne<Pass>().WithMany().HasForeignKey(s => s.PassId).OnDelete(DeleteBehavior.Restrict);
            });
        }
    }
}
