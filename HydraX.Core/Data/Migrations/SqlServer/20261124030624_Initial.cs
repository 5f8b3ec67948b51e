using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace HydraX.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "achievements",
                columns: table => new
                {
                    achievement_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    code = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    description = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    category = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    tier = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    requirements = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    xp_reward = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    icon_url = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false, defaultValue: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_achievements", x => x.achievement_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    audit_entry_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    actor_user_id = table.Column<long>(type: "bigint", nullable: true),
                    origin = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    action = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    subject_kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    subject_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    before = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    after = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    why_digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    seal = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.audit_entry_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    head_id = table.Column<int>(type: "int", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    seal = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.head_id);
                });

            migrationBuilder.CreateTable(
                name: "clock_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    offset_ticks = table.Column<long>(type: "bigint", nullable: false),
                    stepped_to = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    friendly_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    xml = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demo_content",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_content", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_messages",
                columns: table => new
                {
                    message_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    source = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    order_key = table.Column<long>(type: "bigint", nullable: false),
                    lane = table.Column<int>(type: "int", nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    last_error = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_messages", x => x.message_id);
                });

            migrationBuilder.CreateTable(
                name: "job_runs",
                columns: table => new
                {
                    run_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    job = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    cause = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    node = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    result = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    report = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_runs", x => x.run_id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    message_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    kind = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    data = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    chat_id = table.Column<long>(type: "bigint", nullable: true),
                    lane = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    dedupe_key = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    parts_sent = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    last_error = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.message_id);
                });

            migrationBuilder.CreateTable(
                name: "policy_texts",
                columns: table => new
                {
                    policy_text_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    purpose = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    title = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    published_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_texts", x => x.policy_text_id);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    key_id = table.Column<int>(type: "int", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "varbinary(100)", maxLength: 100, nullable: false),
                    master_key_id = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    active_from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    retired_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_keys", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    role_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.role_id);
                });

            migrationBuilder.CreateTable(
                name: "shop_items",
                columns: table => new
                {
                    item_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    code = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    price = table.Column<long>(type: "bigint", nullable: false),
                    need = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    effect = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    effect_data = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    stock = table.Column<int>(type: "int", nullable: true),
                    member_limit = table.Column<int>(type: "int", nullable: true),
                    cooldown_minutes = table.Column<int>(type: "int", nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    sort_order = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_items", x => x.item_id);
                });

            migrationBuilder.CreateTable(
                name: "tier_revisions",
                columns: table => new
                {
                    number = table.Column<int>(type: "int", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    saved_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    settings = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    price_applies = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    returns_to = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_revisions", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "tombstones",
                columns: table => new
                {
                    tombstone_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    lookup = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    had_pass = table.Column<bool>(type: "bit", nullable: false),
                    was_referred = table.Column<bool>(type: "bit", nullable: false),
                    erased_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tombstones", x => x.tombstone_id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    email = table.Column<string>(type: "nvarchar(392)", maxLength: 392, nullable: true),
                    email_lookup = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    phone_number = table.Column<string>(type: "nvarchar(92)", maxLength: 92, nullable: true),
                    telegram_id = table.Column<long>(type: "bigint", nullable: true),
                    tier = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "NIBBLER"),
                    subscription_status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "inactive"),
                    subscription_expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    mt5_connected = table.Column<bool>(type: "bit", nullable: false, defaultValue: false),
                    api_key = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false, defaultValue: true),
                    held_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    suspended_reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    telegram_blocked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    erased_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    merged_into_user_id = table.Column<long>(type: "bigint", nullable: true),
                    is_demo = table.Column<bool>(type: "bit", nullable: false),
                    username = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true),
                    normalized_user_name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true, collation: "Latin1_General_100_BIN2"),
                    email_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    password_hash = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    security_stamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "bit", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "bit", nullable: false),
                    access_failed_count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_users_users_merged_into_user_id",
                        column: x => x.merged_into_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_people",
                columns: table => new
                {
                    audit_entry_id = table.Column<long>(type: "bigint", nullable: false),
                    part = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    address = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_people", x => new { x.audit_entry_id, x.part });
                    table.ForeignKey(
                        name: "fk_audit_people_audit_entries_audit_entry_id",
                        column: x => x.audit_entry_id,
                        principalTable: "audit_entries",
                        principalColumn: "audit_entry_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    role_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    claim_value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "role_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_changes",
                columns: table => new
                {
                    change_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    email = table.Column<string>(type: "nvarchar(392)", maxLength: 392, nullable: true),
                    new_telegram_id = table.Column<long>(type: "bigint", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    effective_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_changes", x => x.change_id);
                    table.ForeignKey(
                        name: "fk_account_changes_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "address_sightings",
                columns: table => new
                {
                    sighting_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    address_key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_address_sightings", x => x.sighting_id);
                    table.ForeignKey(
                        name: "fk_address_sightings_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    api_key_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    public_id = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false, collation: "Latin1_General_100_BIN2"),
                    secret_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    made_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    scopes = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    addresses = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    replaces_api_key_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.api_key_id);
                    table.ForeignKey(
                        name: "fk_api_keys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "authenticators",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    secret = table.Column<string>(type: "nvarchar(104)", maxLength: 104, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<int>(type: "int", nullable: false),
                    rests_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authenticators", x => x.user_id);
                    table.ForeignKey(
                        name: "fk_authenticators_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    consent_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    is_given = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    text_digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    origin = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    place = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.consent_id);
                    table.ForeignKey(
                        name: "fk_consents_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_exports",
                columns: table => new
                {
                    export_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    rows = table.Column<int>(type: "int", nullable: false),
                    rows_done = table.Column<int>(type: "int", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ready_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    fetched_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_exports", x => x.export_id);
                    table.ForeignKey(
                        name: "fk_data_exports_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    erasure_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    asked_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    effective_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.erasure_id);
                    table.ForeignKey(
                        name: "fk_erasures_users_asked_by_user_id",
                        column: x => x.asked_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_erasures_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "limit_adjustments",
                columns: table => new
                {
                    limit_adjustment_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    limit = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    delta = table.Column<decimal>(type: "decimal(9,2)", precision: 9, scale: 2, nullable: true),
                    cap = table.Column<decimal>(type: "decimal(9,2)", precision: 9, scale: 2, nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    reason = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    source_key = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limit_adjustments", x => x.limit_adjustment_id);
                    table.CheckConstraint("ck_limit_adjustments_delta_or_cap", "(delta IS NULL AND cap IS NOT NULL) OR (delta IS NOT NULL AND cap IS NULL)");
                    table.ForeignKey(
                        name: "fk_limit_adjustments_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "link_tokens",
                columns: table => new
                {
                    token_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_link_tokens", x => x.token_id);
                    table.ForeignKey(
                        name: "fk_link_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mentorships",
                columns: table => new
                {
                    mentorship_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    mentor_id = table.Column<long>(type: "bigint", nullable: false),
                    student_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "active"),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mentorships", x => x.mentorship_id);
                    table.ForeignKey(
                        name: "fk_mentorships_users_mentor_id",
                        column: x => x.mentor_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mentorships_users_student_id",
                        column: x => x.student_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "press_passes",
                columns: table => new
                {
                    pass_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    grant_no = table.Column<int>(type: "int", nullable: false),
                    length_days = table.Column<int>(type: "int", nullable: false),
                    activated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    end_reason = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    granted_by = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_press_passes", x => x.pass_id);
                    table.ForeignKey(
                        name: "fk_press_passes_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    recovery_code_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    code_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => x.recovery_code_id);
                    table.ForeignKey(
                        name: "fk_recovery_codes_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "review_items",
                columns: table => new
                {
                    review_item_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    rule = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    subject = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    subject_user_id = table.Column<long>(type: "bigint", nullable: true),
                    evidence = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "{}"),
                    open_key = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: true),
                    last_finding = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    first_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    count = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    decided_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_review_items", x => x.review_item_id);
                    table.ForeignKey(
                        name: "fk_review_items_users_subject_user_id",
                        column: x => x.subject_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    session_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    token_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    method = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    device = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    place = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    idle_minutes = table.Column<int>(type: "int", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    second_factor_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    end_reason = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.session_id);
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "squads",
                columns: table => new
                {
                    squad_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    name = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false),
                    description = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    leader_id = table.Column<long>(type: "bigint", nullable: false),
                    max_members = table.Column<int>(type: "int", nullable: false, defaultValue: 10),
                    join_type = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "open"),
                    squad_xp = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    squad_level = table.Column<int>(type: "int", nullable: false, defaultValue: 1),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_squads", x => x.squad_id);
                    table.ForeignKey(
                        name: "fk_squads_users_leader_id",
                        column: x => x.leader_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "support_grants",
                columns: table => new
                {
                    support_grant_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    staff_user_id = table.Column<long>(type: "bigint", nullable: false),
                    why = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    granted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    looked_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    looks = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_support_grants", x => x.support_grant_id);
                    table.ForeignKey(
                        name: "fk_support_grants_users_ended_by_user_id",
                        column: x => x.ended_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_support_grants_users_staff_user_id",
                        column: x => x.staff_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_support_grants_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trading_sessions",
                columns: table => new
                {
                    session_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    session_date = table.Column<DateOnly>(type: "date", nullable: false),
                    book = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    starting_balance = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false),
                    ending_balance = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false),
                    trades_taken = table.Column<int>(type: "int", nullable: false),
                    trades_won = table.Column<int>(type: "int", nullable: false),
                    daily_pnl = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false),
                    max_drawdown = table.Column<decimal>(type: "decimal(7,4)", precision: 7, scale: 4, nullable: false),
                    risk_mode = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    cooldown_active = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trading_sessions", x => x.session_id);
                    table.ForeignKey(
                        name: "fk_trading_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_achievements",
                columns: table => new
                {
                    user_achievement_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    achievement_id = table.Column<long>(type: "bigint", nullable: false),
                    earned_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    progress = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "{}")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_achievements", x => x.user_achievement_id);
                    table.ForeignKey(
                        name: "fk_user_achievements_achievements_achievement_id",
                        column: x => x.achievement_id,
                        principalTable: "achievements",
                        principalColumn: "achievement_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_achievements_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    claim_value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "varbinary(1024)", maxLength: 1024, nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    Data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_profiles",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    total_xp = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    xp_earned_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    xp_set_aside = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    xp_of_day = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    xp_of_week = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    xp_of_month = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    xp_balance = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    current_rank = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "RECRUIT"),
                    prestige_level = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    total_trades = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    winning_trades = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    total_profit_usd = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false, defaultValue: 0m),
                    largest_win_usd = table.Column<decimal>(type: "decimal(15,2)", precision: 15, scale: 2, nullable: false, defaultValue: 0m),
                    best_streak = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    current_streak = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    last_active_on = table.Column<DateOnly>(type: "date", nullable: true),
                    achievements_data = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "[]"),
                    press_pass_active = table.Column<bool>(type: "bit", nullable: false, defaultValue: false),
                    press_pass_shadow_stats = table.Column<string>(type: "nvarchar(max)", nullable: false, computedColumnSql: "CONCAT('{\"real_total_xp\":', real_total_xp, ',\"total_xp_wiped\":', total_xp_wiped, ',\"reset_count\":', reset_count, ',\"largest_wipe\":', largest_wipe, ',\"lifetime_earned\":', lifetime_earned, '}')", stored: false),
                    real_total_xp = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    total_xp_wiped = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    reset_count = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    largest_wipe = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    lifetime_earned = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    wipe_settled_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    wipe_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    wipe_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    boost_factor = table.Column<decimal>(type: "decimal(5,2)", precision: 5, scale: 2, nullable: false, defaultValue: 1m),
                    boost_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    trade_xp_on = table.Column<DateOnly>(type: "date", nullable: true),
                    trade_xp = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    referral_code = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    referred_by_user_id = table.Column<long>(type: "bigint", nullable: true),
                    bio = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    time_zone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, defaultValue: "UTC"),
                    next_time_zone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    next_time_zone_from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    visibility = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "public"),
                    title = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()"),
                    words_changed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_profiles", x => x.profile_id);
                    table.ForeignKey(
                        name: "fk_user_profiles_users_referred_by_user_id",
                        column: x => x.referred_by_user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_user_profiles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_user_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "role_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_user_roles_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_subscriptions",
                columns: table => new
                {
                    subscription_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    tier = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    status = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "pending"),
                    billing_cycle = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "monthly"),
                    price = table.Column<decimal>(type: "decimal(10,2)", precision: 10, scale: 2, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    current_period_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    next_billing_date = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    auto_renew = table.Column<bool>(type: "bit", nullable: false, defaultValue: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_subscriptions", x => x.subscription_id);
                    table.ForeignKey(
                        name: "fk_user_subscriptions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "xp_transactions",
                columns: table => new
                {
                    transaction_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    balance_after = table.Column<long>(type: "bigint", nullable: false),
                    total_xp_change = table.Column<long>(type: "bigint", nullable: false),
                    source_type = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    source_id = table.Column<long>(type: "bigint", nullable: true),
                    description = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    base_amount = table.Column<long>(type: "bigint", nullable: true),
                    multipliers = table.Column<string>(type: "nvarchar(max)", nullable: false, defaultValue: "[]"),
                    reward_key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    corrects_id = table.Column<long>(type: "bigint", nullable: true),
                    utc_day = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_xp_transactions", x => x.transaction_id);
                    table.ForeignKey(
                        name: "fk_xp_transactions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_key_networks",
                columns: table => new
                {
                    key_network_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    api_key_id = table.Column<long>(type: "bigint", nullable: false),
                    network = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    first_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    uses = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_key_networks", x => x.key_network_id);
                    table.ForeignKey(
                        name: "fk_api_key_networks_api_keys_api_key_id",
                        column: x => x.api_key_id,
                        principalTable: "api_keys",
                        principalColumn: "api_key_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    request_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    api_key_id = table.Column<long>(type: "bigint", nullable: false),
                    route = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    idempotency_key = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: false, collation: "Latin1_General_100_BIN2"),
                    asked_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    status = table.Column<int>(type: "int", nullable: true),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    answer = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => x.request_id);
                    table.ForeignKey(
                        name: "fk_idempotency_keys_api_keys_api_key_id",
                        column: x => x.api_key_id,
                        principalTable: "api_keys",
                        principalColumn: "api_key_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "data_export_parts",
                columns: table => new
                {
                    export_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_export_parts", x => new { x.export_id, x.number });
                    table.ForeignKey(
                        name: "fk_data_export_parts_data_exports_export_id",
                        column: x => x.export_id,
                        principalTable: "data_exports",
                        principalColumn: "export_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "press_pass_spells",
                columns: table => new
                {
                    spell_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    pass_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    spell_no = table.Column<int>(type: "int", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_press_pass_spells", x => x.spell_id);
                    table.ForeignKey(
                        name: "fk_press_pass_spells_press_passes_pass_id",
                        column: x => x.pass_id,
                        principalTable: "press_passes",
                        principalColumn: "pass_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "squad_members",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    squad_id = table.Column<long>(type: "bigint", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, defaultValue: "member"),
                    joined_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false, defaultValueSql: "SYSDATETIMEOFFSET()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_squad_members", x => x.member_id);
                    table.ForeignKey(
                        name: "fk_squad_members_squads_squad_id",
                        column: x => x.squad_id,
                        principalTable: "squads",
                        principalColumn: "squad_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_squad_members_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shop_purchases",
                columns: table => new
                {
                    purchase_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    item_name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    effect = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    effect_data = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    price_paid = table.Column<long>(type: "bigint", nullable: false),
                    transaction_id = table.Column<long>(type: "bigint", nullable: false),
                    bought_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    refunded_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    refund_transaction_id = table.Column<long>(type: "bigint", nullable: true),
                    refund_reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shop_purchases", x => x.purchase_id);
                    table.ForeignKey(
                        name: "fk_shop_purchases_shop_items_item_id",
                        column: x => x.item_id,
                        principalTable: "shop_items",
                        principalColumn: "item_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shop_purchases_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shop_purchases_xp_transactions_refund_transaction_id",
                        column: x => x.refund_transaction_id,
                        principalTable: "xp_transactions",
                        principalColumn: "transaction_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_shop_purchases_xp_transactions_transaction_id",
                        column: x => x.transaction_id,
                        principalTable: "xp_transactions",
                        principalColumn: "transaction_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "audit_head",
                columns: new[] { "head_id", "seal", "sequence" },
                values: new object[] { 1, "", 0L });

            migrationBuilder.InsertData(
                table: "roles",
                columns: new[] { "role_id", "concurrency_stamp", "name", "normalized_name" },
                values: new object[,]
                {
                    { 1L, "Member", "Member", "MEMBER" },
                    { 2L, "Moderator", "Moderator", "MODERATOR" },
                    { 3L, "Admin", "Admin", "ADMIN" },
                    { 4L, "Support", "Support", "SUPPORT" },
                    { 5L, "Finance", "Finance", "FINANCE" }
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_changes_state_effective_at",
                table: "account_changes",
                columns: new[] { "state", "effective_at" });

            migrationBuilder.CreateIndex(
                name: "ix_account_changes_token_hash",
                table: "account_changes",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_changes_user_id",
                table: "account_changes",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_achievements_code",
                table: "achievements",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_address_sightings_address_key_user_id",
                table: "address_sightings",
                columns: new[] { "address_key", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_address_sightings_last_seen_at",
                table: "address_sightings",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_address_sightings_user_id",
                table: "address_sightings",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_key_networks_api_key_id_network",
                table: "api_key_networks",
                columns: new[] { "api_key_id", "network" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_public_id",
                table: "api_keys",
                column: "public_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_user_id",
                table: "api_keys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_action",
                table: "audit_entries",
                column: "action");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_sequence",
                table: "audit_entries",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_subject_kind_subject_id",
                table: "audit_entries",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_people_user_id",
                table: "audit_people",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_consents_user_id_purpose_consent_id",
                table: "consents",
                columns: new[] { "user_id", "purpose", "consent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_data_exports_state_leased_until",
                table: "data_exports",
                columns: new[] { "state", "leased_until" });

            migrationBuilder.CreateIndex(
                name: "ix_data_exports_user_id",
                table: "data_exports",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_asked_by_user_id",
                table: "erasures",
                column: "asked_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_state_effective_at",
                table: "erasures",
                columns: new[] { "state", "effective_at" });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_token_hash",
                table: "erasures",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_erasures_user_id",
                table: "erasures",
                column: "user_id",
                unique: true,
                filter: "state = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_api_key_id_route_idempotency_key",
                table: "idempotency_keys",
                columns: new[] { "api_key_id", "route", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_dead",
                table: "inbox_messages",
                column: "message_id",
                filter: "state = 'dead'");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_source_external_id",
                table: "inbox_messages",
                columns: new[] { "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_waiting",
                table: "inbox_messages",
                columns: new[] { "lane", "message_id" },
                filter: "state = 'pending'");

            migrationBuilder.CreateIndex(
                name: "ix_job_runs_job_run_id",
                table: "job_runs",
                columns: new[] { "job", "run_id" });

            migrationBuilder.CreateIndex(
                name: "ix_job_runs_started_at",
                table: "job_runs",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "ix_limit_adjustments_source_key",
                table: "limit_adjustments",
                column: "source_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_limit_adjustments_user_id_until",
                table: "limit_adjustments",
                columns: new[] { "user_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_expires_at",
                table: "link_tokens",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_token_hash",
                table: "link_tokens",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_link_tokens_user_id_purpose",
                table: "link_tokens",
                columns: new[] { "user_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_mentorships_mentor_id_student_id",
                table: "mentorships",
                columns: new[] { "mentor_id", "student_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mentorships_student_id",
                table: "mentorships",
                column: "student_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_dead",
                table: "outbox_messages",
                column: "message_id",
                filter: "state = 'dead'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_dedupe_key",
                table: "outbox_messages",
                column: "dedupe_key",
                unique: true,
                filter: "[dedupe_key] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_waiting",
                table: "outbox_messages",
                columns: new[] { "lane", "message_id" },
                filter: "state = 'pending'");

            migrationBuilder.CreateIndex(
                name: "ix_policy_texts_purpose_version",
                table: "policy_texts",
                columns: new[] { "purpose", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_press_pass_spells_pass_id_spell_no",
                table: "press_pass_spells",
                columns: new[] { "pass_id", "spell_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_press_pass_spells_user_id",
                table: "press_pass_spells",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_press_passes_ends_at",
                table: "press_passes",
                column: "ends_at",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_press_passes_user_id_grant_no",
                table: "press_passes",
                columns: new[] { "user_id", "grant_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_user_id_code_hash",
                table: "recovery_codes",
                columns: new[] { "user_id", "code_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_review_items_open_key",
                table: "review_items",
                column: "open_key",
                unique: true,
                filter: "[open_key] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_review_items_rule_subject",
                table: "review_items",
                columns: new[] { "rule", "subject" });

            migrationBuilder.CreateIndex(
                name: "ix_review_items_state_review_item_id",
                table: "review_items",
                columns: new[] { "state", "review_item_id" });

            migrationBuilder.CreateIndex(
                name: "ix_review_items_subject_user_id",
                table: "review_items",
                column: "subject_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_roles_normalized_name",
                table: "roles",
                column: "normalized_name",
                unique: true,
                filter: "[normalized_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_last_used_at",
                table: "sessions",
                column: "last_used_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_token_hash",
                table: "sessions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id",
                table: "sessions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_shop_items_code",
                table: "shop_items",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shop_purchases_item_id",
                table: "shop_purchases",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_shop_purchases_refund_transaction_id",
                table: "shop_purchases",
                column: "refund_transaction_id");

            migrationBuilder.CreateIndex(
                name: "ix_shop_purchases_transaction_id",
                table: "shop_purchases",
                column: "transaction_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shop_purchases_user_id_purchase_id",
                table: "shop_purchases",
                columns: new[] { "user_id", "purchase_id" });

            migrationBuilder.CreateIndex(
                name: "ix_squad_members_squad_id_user_id",
                table: "squad_members",
                columns: new[] { "squad_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_squad_members_user_id",
                table: "squad_members",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_squads_leader_id",
                table: "squads",
                column: "leader_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_grants_ended_by_user_id",
                table: "support_grants",
                column: "ended_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_grants_staff_user_id",
                table: "support_grants",
                column: "staff_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_support_grants_user_id_staff_user_id_until",
                table: "support_grants",
                columns: new[] { "user_id", "staff_user_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_tombstones_erased_at",
                table: "tombstones",
                column: "erased_at");

            migrationBuilder.CreateIndex(
                name: "ix_tombstones_lookup",
                table: "tombstones",
                column: "lookup");

            migrationBuilder.CreateIndex(
                name: "ix_trading_sessions_user_id_session_date_book",
                table: "trading_sessions",
                columns: new[] { "user_id", "session_date", "book" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_achievements_achievement_id",
                table: "user_achievements",
                column: "achievement_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_achievements_user_id_achievement_id",
                table: "user_achievements",
                columns: new[] { "user_id", "achievement_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_hidden",
                table: "user_profiles",
                column: "user_id",
                filter: "visibility = 'hidden'");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_on_pass",
                table: "user_profiles",
                column: "user_id",
                filter: "press_pass_active = 1");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_referral_code",
                table: "user_profiles",
                column: "referral_code",
                unique: true,
                filter: "[referral_code] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_referred_by_user_id",
                table: "user_profiles",
                column: "referred_by_user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_user_id",
                table: "user_profiles",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_profiles_words",
                table: "user_profiles",
                columns: new[] { "words_changed_at", "user_id" },
                filter: "words_changed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_subscriptions_user_id",
                table: "user_subscriptions",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_api_key",
                table: "users",
                column: "api_key",
                unique: true,
                filter: "[api_key] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_demo",
                table: "users",
                column: "user_id",
                filter: "is_demo = 1");

            migrationBuilder.CreateIndex(
                name: "ix_users_email_lookup",
                table: "users",
                column: "email_lookup",
                unique: true,
                filter: "[email_lookup] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_merged_into_user_id",
                table: "users",
                column: "merged_into_user_id",
                unique: true,
                filter: "[merged_into_user_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true,
                filter: "[normalized_user_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_suspended",
                table: "users",
                column: "user_id",
                filter: "is_active = 0");

            migrationBuilder.CreateIndex(
                name: "ix_users_telegram_id",
                table: "users",
                column: "telegram_id",
                unique: true,
                filter: "[telegram_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_tier",
                table: "users",
                column: "tier");

            migrationBuilder.CreateIndex(
                name: "ix_xp_transactions_corrects_id",
                table: "xp_transactions",
                column: "corrects_id",
                filter: "corrects_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_xp_transactions_user_id_reward_key",
                table: "xp_transactions",
                columns: new[] { "user_id", "reward_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_xp_transactions_user_id_transaction_id",
                table: "xp_transactions",
                columns: new[] { "user_id", "transaction_id" });

            migrationBuilder.CreateIndex(
                name: "ix_xp_transactions_utc_day_transaction_id",
                table: "xp_transactions",
                columns: new[] { "utc_day", "transaction_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_changes");

            migrationBuilder.DropTable(
                name: "address_sightings");

            migrationBuilder.DropTable(
                name: "api_key_networks");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "audit_people");

            migrationBuilder.DropTable(
                name: "authenticators");

            migrationBuilder.DropTable(
                name: "clock_state");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "data_export_parts");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "demo_content");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox_messages");

            migrationBuilder.DropTable(
                name: "job_runs");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "limit_adjustments");

            migrationBuilder.DropTable(
                name: "link_tokens");

            migrationBuilder.DropTable(
                name: "mentorships");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "policy_texts");

            migrationBuilder.DropTable(
                name: "press_pass_spells");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "review_items");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "shop_purchases");

            migrationBuilder.DropTable(
                name: "squad_members");

            migrationBuilder.DropTable(
                name: "support_grants");

            migrationBuilder.DropTable(
                name: "tier_revisions");

            migrationBuilder.DropTable(
                name: "tombstones");

            migrationBuilder.DropTable(
                name: "trading_sessions");

            migrationBuilder.DropTable(
                name: "user_achievements");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_passkeys");

            migrationBuilder.DropTable(
                name: "user_profiles");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_subscriptions");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "data_exports");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "press_passes");

            migrationBuilder.DropTable(
                name: "shop_items");

            migrationBuilder.DropTable(
                name: "xp_transactions");

            migrationBuilder.DropTable(
                name: "squads");

            migrationBuilder.DropTable(
                name: "achievements");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
