using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HydraX.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ShopAndPrestige : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "rank_seen",
                table: "user_profiles",
                type: "character varying(50)",
                maxLength: 50,
                nullable: false,
                defaultValue: "RECRUIT");

            migrationBuilder.AddColumn<string>(
                name: "worn_frame",
                table: "user_profiles",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "least_tcs",
                table: "limit_adjustments",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "permits",
                columns: table => new
                {
                    permit_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    source_key = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_permits", x => x.permit_id);
                    table.ForeignKey(
                        name: "fk_permits_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_permits_source_key",
                table: "permits",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_permits_user_id_until",
                table: "permits",
                columns: new[] { "user_id", "until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "permits");

            migrationBuilder.DropColumn(
                name: "rank_seen",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "worn_frame",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "least_tcs",
                table: "limit_adjustments");
        }
    }
}
