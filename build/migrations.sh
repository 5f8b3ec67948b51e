#!/usr/bin/env bash
# Adds one migration to all three providers: build/migrations.sh NAME
# (build/migrations.sh --again drops the whole chain and writes Initial anew: only while nothing has been released.)
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
name=${1:?name of the migration}
if [ "$name" = --again ]; then rm -rf HydraX.Core/Data/Migrations; name=Initial; fi
dotnet build HydraX.Web -v q --nologo --no-incremental
for provider in Sqlite SqlServer PostgreSql; do
  dotnet ef migrations add "$name" --no-build --project HydraX.Core --startup-project HydraX.Web --context "${provider}HydraXDb" -o "Data/Migrations/$provider"
done
dotnet build HydraX.Web -v q --nologo
