using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.Sqlite
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
