using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HydraX.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SealedPeopleAndSenders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "sender_id",
                table: "inbox_messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "asked_by_user_id",
                table: "data_exports",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "address_digest",
                table: "audit_people",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_digest",
                table: "audit_people",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "old_telegram_id",
                table: "account_changes",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_sender_id",
                table: "inbox_messages",
                column: "sender_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_exports_asked_by_user_id",
                table: "data_exports",
                column: "asked_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_data_exports_token_hash",
                table: "data_exports",
                column: "token_hash");

            migrationBuilder.AddForeignKey(
                name: "fk_data_exports_users_asked_by_user_id",
                table: "data_exports",
                column: "asked_by_user_id",
                principalTable: "users",
                principalColumn: "user_id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_data_exports_users_asked_by_user_id",
                table: "data_exports");

            migrationBuilder.DropIndex(
                name: "ix_inbox_messages_sender_id",
                table: "inbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_data_exports_asked_by_user_id",
                table: "data_exports");

            migrationBuilder.DropIndex(
                name: "ix_data_exports_token_hash",
                table: "data_exports");

            migrationBuilder.DropColumn(
                name: "sender_id",
                table: "inbox_messages");

            migrationBuilder.DropColumn(
                name: "asked_by_user_id",
                table: "data_exports");

            migrationBuilder.DropColumn(
                name: "address_digest",
                table: "audit_people");

            migrationBuilder.DropColumn(
                name: "name_digest",
                table: "audit_people");

            migrationBuilder.DropColumn(
                name: "old_telegram_id",
                table: "account_changes");
        }
    }
}
