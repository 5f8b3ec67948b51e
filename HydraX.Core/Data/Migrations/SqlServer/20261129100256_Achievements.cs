using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Achievements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "beta_participant",
                table: "user_profiles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "goals",
                table: "user_profiles",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateOnly>(
                name: "goals_of",
                table: "user_profiles",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "showcase",
                table: "user_achievements",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "taken_back_at",
                table: "user_achievements",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "times",
                table: "user_achievements",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "transaction_id",
                table: "user_achievements",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ends_at",
                table: "achievements",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "follows",
                table: "achievements",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_hidden",
                table: "achievements",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_limited",
                table: "achievements",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "achievements",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "sort_order",
                table: "achievements",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "starts_at",
                table: "achievements",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "achievement_revisions",
                columns: table => new
                {
                    number = table.Column<int>(type: "int", nullable: false),
                    achievement_id = table.Column<long>(type: "bigint", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    saved_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    before = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    after = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_achievement_revisions", x => x.number);
                    table.ForeignKey(
                        name: "fk_achievement_revisions_achievements_achievement_id",
                        column: x => x.achievement_id,
                        principalTable: "achievements",
                        principalColumn: "achievement_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "backward_grants",
                columns: table => new
                {
                    backward_grant_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    achievement_id = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    among_achievement_id = table.Column<long>(type: "bigint", nullable: true),
                    started_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expected = table.Column<long>(type: "bigint", nullable: false),
                    up_to_user_id = table.Column<long>(type: "bigint", nullable: false),
                    granted = table.Column<long>(type: "bigint", nullable: false),
                    xp = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    stopped_because = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_backward_grants", x => x.backward_grant_id);
                    table.ForeignKey(
                        name: "fk_backward_grants_achievements_achievement_id",
                        column: x => x.achievement_id,
                        principalTable: "achievements",
                        principalColumn: "achievement_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "known_metrics",
                columns: table => new
                {
                    metric = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    up_to_user_id = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_metrics", x => x.metric);
                });

            migrationBuilder.CreateTable(
                name: "member_metrics",
                columns: table => new
                {
                    metric = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    of_day = table.Column<long>(type: "bigint", nullable: false),
                    of_week = table.Column<long>(type: "bigint", nullable: false),
                    of_month = table.Column<long>(type: "bigint", nullable: false),
                    best_day = table.Column<long>(type: "bigint", nullable: false),
                    best_week = table.Column<long>(type: "bigint", nullable: false),
                    best_month = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_metrics", x => new { x.metric, x.user_id });
                    table.ForeignKey(
                        name: "fk_member_metrics_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_achievement_revisions_achievement_id",
                table: "achievement_revisions",
                column: "achievement_id");

            migrationBuilder.CreateIndex(
                name: "ix_backward_grants_achievement_id",
                table: "backward_grants",
                column: "achievement_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_member_metrics_user_id",
                table: "member_metrics",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "achievement_revisions");

            migrationBuilder.DropTable(
                name: "backward_grants");

            migrationBuilder.DropTable(
                name: "known_metrics");

            migrationBuilder.DropTable(
                name: "member_metrics");

            migrationBuilder.DropColumn(
                name: "beta_participant",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "goals",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "goals_of",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "showcase",
                table: "user_achievements");

            migrationBuilder.DropColumn(
                name: "taken_back_at",
                table: "user_achievements");

            migrationBuilder.DropColumn(
                name: "times",
                table: "user_achievements");

            migrationBuilder.DropColumn(
                name: "transaction_id",
                table: "user_achievements");

            migrationBuilder.DropColumn(
                name: "ends_at",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "follows",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "is_hidden",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "is_limited",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "sort_order",
                table: "achievements");

            migrationBuilder.DropColumn(
                name: "starts_at",
                table: "achievements");
        }
    }
}
