using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventsAndSeasons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "xp_of_season",
                table: "user_profiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "seasons",
                columns: table => new
                {
                    season_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seasons", x => x.season_id);
                    table.ForeignKey(
                        name: "fk_seasons_users_made_by_user_id",
                        column: x => x.made_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "xp_calendar",
                columns: table => new
                {
                    head_id = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_xp_calendar", x => x.head_id);
                });

            migrationBuilder.CreateTable(
                name: "xp_events",
                columns: table => new
                {
                    event_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    factor = table.Column<long>(type: "INTEGER", precision: 5, scale: 2, nullable: false),
                    sources = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    tiers = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_early_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_xp_events", x => x.event_id);
                    table.ForeignKey(
                        name: "fk_xp_events_users_made_by_user_id",
                        column: x => x.made_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "xp_calendar",
                columns: new[] { "head_id", "revision" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_seasons_made_by_user_id",
                table: "seasons",
                column: "made_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_seasons_starts_on",
                table: "seasons",
                column: "starts_on");

            migrationBuilder.CreateIndex(
                name: "ix_xp_events_ends_at",
                table: "xp_events",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_xp_events_made_by_user_id",
                table: "xp_events",
                column: "made_by_user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "seasons");

            migrationBuilder.DropTable(
                name: "xp_calendar");

            migrationBuilder.DropTable(
                name: "xp_events");

            migrationBuilder.DropColumn(
                name: "xp_of_season",
                table: "user_profiles");
        }
    }
}
