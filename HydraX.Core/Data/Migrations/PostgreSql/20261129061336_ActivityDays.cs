using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ActivityDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "streak_freezes",
                table: "user_profiles",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "streak_held_on",
                table: "user_profiles",
                type: "date",
                nullable: true);

            // A run that goes on when this comes in is held up to its last day.
            migrationBuilder.Sql("UPDATE user_profiles SET streak_held_on = last_active_on");

            migrationBuilder.CreateTable(
                name: "activity_days",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_days", x => new { x.user_id, x.day });
                    table.ForeignKey(
                        name: "fk_activity_days_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "forgiven_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    made_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    restored_up_to = table.Column<long>(type: "bigint", nullable: false),
                    restored_members = table.Column<int>(type: "integer", nullable: false),
                    restored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forgiven_days", x => x.day);
                    table.ForeignKey(
                        name: "fk_forgiven_days_users_made_by_user_id",
                        column: x => x.made_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_forgiven_days_made_by_user_id",
                table: "forgiven_days",
                column: "made_by_user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activity_days");

            migrationBuilder.DropTable(
                name: "forgiven_days");

            migrationBuilder.DropColumn(
                name: "streak_freezes",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "streak_held_on",
                table: "user_profiles");
        }
    }
}
