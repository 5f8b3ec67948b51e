using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Progression : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "beta_participant",
                table: "user_profiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "goals",
                table: "user_profiles",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateOnly>(
                name: "goals_of",
                table: "user_profiles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rank_seen",
                table: "user_profiles",
                type: "TEXT",
                maxLength: 50,
                nullable: false,
                defaultValue: "RECRUIT");

            migrationBuilder.AddColumn<bool>(
                name: "weekly_summary",
                table: "user_profiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "worn_frame",
                table: "user_profiles",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "xp_of_season",
                table: "user_profiles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "showcase",
                table: "user_achievements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "taken_back_at",
                table: "user_achievements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "times",
                table: "user_achievements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "transaction_id",
                table: "user_achievements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "least_tcs",
                table: "limit_adjustments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ends_at",
                table: "achievements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "follows",
                table: "achievements",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_hidden",
                table: "achievements",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_limited",
                table: "achievements",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "achievements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "sort_order",
                table: "achievements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "starts_at",
                table: "achievements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "achievement_revisions",
                columns: table => new
                {
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    achievement_id = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: false)
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
                    backward_grant_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    achievement_id = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    among_achievement_id = table.Column<long>(type: "INTEGER", nullable: true),
                    started_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<long>(type: "INTEGER", nullable: false),
                    up_to_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    granted = table.Column<long>(type: "INTEGER", nullable: false),
                    xp = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stopped_because = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
                name: "bulk_operations",
                columns: table => new
                {
                    bulk_operation_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    filter = table.Column<string>(type: "TEXT", nullable: false, defaultValue: "{}"),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    keeps_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    request_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    started_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expected = table.Column<long>(type: "INTEGER", nullable: false),
                    last_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    xp = table.Column<long>(type: "INTEGER", nullable: false),
                    up_to_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_by_user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_because = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_xp = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_up_to_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_operations", x => x.bulk_operation_id);
                });

            migrationBuilder.CreateTable(
                name: "frozen_boards",
                columns: table => new
                {
                    frozen_board_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    board = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    period = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    period_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    period_end = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    members = table.Column<int>(type: "INTEGER", nullable: false),
                    frozen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_frozen_boards", x => x.frozen_board_id);
                });

            migrationBuilder.CreateTable(
                name: "known_metrics",
                columns: table => new
                {
                    metric = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    up_to_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_metrics", x => x.metric);
                });

            migrationBuilder.CreateTable(
                name: "league_members",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    division = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false)
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
                    week_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    groups = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    read_up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_groups = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    summed_up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    summed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_league_weeks", x => x.week_start);
                });

            migrationBuilder.CreateTable(
                name: "member_metrics",
                columns: table => new
                {
                    metric = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    of_day = table.Column<long>(type: "INTEGER", nullable: false),
                    of_week = table.Column<long>(type: "INTEGER", nullable: false),
                    of_month = table.Column<long>(type: "INTEGER", nullable: false),
                    best_day = table.Column<long>(type: "INTEGER", nullable: false),
                    best_week = table.Column<long>(type: "INTEGER", nullable: false),
                    best_month = table.Column<long>(type: "INTEGER", nullable: false),
                    season_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    of_season = table.Column<long>(type: "INTEGER", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "permits",
                columns: table => new
                {
                    permit_id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_key = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "board_results",
                columns: table => new
                {
                    frozen_board_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    score = table.Column<long>(type: "INTEGER", nullable: false),
                    reached_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    week_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    group_no = table.Column<int>(type: "INTEGER", nullable: false),
                    division = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    members = table.Column<int>(type: "INTEGER", nullable: false)
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
                    week_start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    group_no = table.Column<int>(type: "INTEGER", nullable: false),
                    activity = table.Column<long>(type: "INTEGER", nullable: false),
                    score = table.Column<long>(type: "INTEGER", nullable: true),
                    place = table.Column<int>(type: "INTEGER", nullable: true),
                    board_place = table.Column<int>(type: "INTEGER", nullable: true),
                    move = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true)
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

            migrationBuilder.InsertData(
                table: "xp_calendar",
                columns: new[] { "head_id", "revision" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_achievement_revisions_achievement_id",
                table: "achievement_revisions",
                column: "achievement_id");

            migrationBuilder.CreateIndex(
                name: "ix_backward_grants_achievement_id",
                table: "backward_grants",
                column: "achievement_id",
                unique: true,
                filter: "ended_at IS NULL AND among_achievement_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_backward_grants_achievement_id_among_achievement_id",
                table: "backward_grants",
                columns: new[] { "achievement_id", "among_achievement_id" },
                unique: true,
                filter: "ended_at IS NULL AND among_achievement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_board_results_user_id",
                table: "board_results",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_operations_request_key",
                table: "bulk_operations",
                column: "request_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bulk_operations_state",
                table: "bulk_operations",
                column: "state");

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

            migrationBuilder.CreateIndex(
                name: "ix_member_metrics_user_id",
                table: "member_metrics",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_permits_source_key",
                table: "permits",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_permits_user_id_until",
                table: "permits",
                columns: new[] { "user_id", "until" });

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
                name: "achievement_revisions");

            migrationBuilder.DropTable(
                name: "backward_grants");

            migrationBuilder.DropTable(
                name: "board_results");

            migrationBuilder.DropTable(
                name: "bulk_operations");

            migrationBuilder.DropTable(
                name: "known_metrics");

            migrationBuilder.DropTable(
                name: "league_groups");

            migrationBuilder.DropTable(
                name: "league_members");

            migrationBuilder.DropTable(
                name: "league_places");

            migrationBuilder.DropTable(
                name: "member_metrics");

            migrationBuilder.DropTable(
                name: "permits");

            migrationBuilder.DropTable(
                name: "seasons");

            migrationBuilder.DropTable(
                name: "xp_calendar");

            migrationBuilder.DropTable(
                name: "xp_events");

            migrationBuilder.DropTable(
                name: "frozen_boards");

            migrationBuilder.DropTable(
                name: "league_weeks");

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
                name: "rank_seen",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "weekly_summary",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "worn_frame",
                table: "user_profiles");

            migrationBuilder.DropColumn(
                name: "xp_of_season",
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
                name: "least_tcs",
                table: "limit_adjustments");

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
