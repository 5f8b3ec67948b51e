using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BoardsAndLeagues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "weekly_summary",
                table: "user_profiles",
                type: "bit",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "frozen_boards",
                columns: table => new
                {
                    frozen_board_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    board = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    period = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    period_start = table.Column<DateOnly>(type: "date", nullable: false),
                    period_end = table.Column<DateOnly>(type: "date", nullable: false),
                    members = table.Column<int>(type: "int", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_frozen_boards", x => x.frozen_board_id);
                });

            migrationBuilder.CreateTable(
                name: "league_members",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    division = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_league_members", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_league_members_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "league_weeks",
                columns: table => new
                {
                    week_start = table.Column<DateOnly>(type: "date", nullable: false),
                    groups = table.Column<int>(type: "int", nullable: false),
                    drawn_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    read_up_to = table.Column<long>(type: "bigint", nullable: false),
                    closed_groups = table.Column<int>(type: "int", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    summed_up_to = table.Column<long>(type: "bigint", nullable: false),
                    summed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_league_weeks", x => x.week_start);
                });

            migrationBuilder.CreateTable(
                name: "board_results",
                columns: table => new
                {
                    frozen_board_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    place = table.Column<int>(type: "int", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    score = table.Column<long>(type: "bigint", nullable: false),
                    reached_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_results", x => new { x.frozen_board_id, x.position });
                    table.ForeignKey(
                        name: "fk_board_results_frozen_boards_frozen_board_id",
                        column: x => x.frozen_board_id,
                        principalTable: "frozen_boards",
                        principalColumn: "frozen_board_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_board_results_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "league_groups",
                columns: table => new
                {
                    week_start = table.Column<DateOnly>(type: "date", nullable: false),
                    group_no = table.Column<int>(type: "int", nullable: false),
                    division = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    members = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_league_groups", x => new { x.week_start, x.group_no });
                    table.ForeignKey(
                        name: "fk_league_groups_league_weeks_week_start",
                        column: x => x.week_start,
                        principalTable: "league_weeks",
                        principalColumn: "week_start",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "league_places",
                columns: table => new
                {
                    week_start = table.Column<DateOnly>(type: "date", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    group_no = table.Column<int>(type: "int", nullable: false),
                    activity = table.Column<long>(type: "bigint", nullable: false),
                    score = table.Column<long>(type: "bigint", nullable: true),
                    place = table.Column<int>(type: "int", nullable: true),
                    board_place = table.Column<int>(type: "int", nullable: true),
                    move = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_league_places", x => new { x.week_start, x.user_id });
                    table.ForeignKey(
                        name: "fk_league_places_league_weeks_week_start",
                        column: x => x.week_start,
                        principalTable: "league_weeks",
                        principalColumn: "week_start",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_league_places_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_board_results_user_id",
                table: "board_results",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_frozen_boards_board_period_period_start",
                table: "frozen_boards",
                columns: new[] { "board", "period", "period_start" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_league_places_user_id",
                table: "league_places",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_league_places_week_start_group_no",
                table: "league_places",
                columns: new[] { "week_start", "group_no" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "board_results");

            migrationBuilder.DropTable(
                name: "league_groups");

            migrationBuilder.DropTable(
                name: "league_members");

            migrationBuilder.DropTable(
                name: "league_places");

            migrationBuilder.DropTable(
                name: "frozen_boards");

            migrationBuilder.DropTable(
                name: "league_weeks");

            migrationBuilder.DropColumn(
                name: "weekly_summary",
                table: "user_profiles");
        }
    }
}
