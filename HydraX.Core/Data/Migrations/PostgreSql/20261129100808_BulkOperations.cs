using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace HydraX.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class BulkOperations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bulk_operations",
                columns: table => new
                {
                    bulk_operation_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: false, defaultValue: "{}"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    keeps_percent = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    request_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    started_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expected = table.Column<long>(type: "bigint", nullable: false),
                    last_user_id = table.Column<long>(type: "bigint", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    xp = table.Column<long>(type: "bigint", nullable: false),
                    up_to_user_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    undone_because = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone = table.Column<long>(type: "bigint", nullable: false),
                    undone_xp = table.Column<long>(type: "bigint", nullable: false),
                    undone_up_to_user_id = table.Column<long>(type: "bigint", nullable: false),
                    undone_ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_operations", x => x.bulk_operation_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_operations_request_key",
                table: "bulk_operations",
                column: "request_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bulk_operations_state",
                table: "bulk_operations",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_operations");
        }
    }
}
