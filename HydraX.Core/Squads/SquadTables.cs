using HydraX.Core.Data;
using HydraX.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HydraX.Core.Squads;

internal sealed class SquadTables : ITables
{
    public void Map(ModelBuilder builder, Dialect dialect)
    {
        builder.Entity<Squad>(e =>
        {
            e.ToTable("squads");
            e.HasKey(s => s.SquadId);
            e.Property(s => s.Name).HasMaxLength(255);
            e.Property(s => s.MaxMembers).Default(10);
            e.Property(s => s.JoinType).HasMaxLength(50).Default("open");
            e.Property(s => s.SquadXp).Default(0);
            e.Property(s => s.SquadLevel).Default(1);
            e.Property(s => s.CreatedAt).DefaultNow(dialect);
            e.HasOne<User>().WithMany().HasForeignKey(s => s.LeaderId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<SquadMember>(e =>
        {
            e.ToTable("squad_members");
            e.HasKey(m => m.MemberId);
            e.Property(m => m.Role).HasMaxLength(50).Default("member");
            e.Property(m => m.JoinedAt).DefaultNow(dialect);
            e.HasIndex(m => new { m.SquadId, m.UserId }).IsUnique();
            e.HasOne<Squad>().WithMany().HasForeignKey(m => m.SquadId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<User>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
