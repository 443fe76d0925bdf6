#!/bin/bash
# Guarded tables on their way: a dump restores them guarded, and a logical subscription applies to them unhindered.
set -euo pipefail
work=$(mktemp -d)
for name in a b; do psql -XAtqc "DROP DATABASE IF EXISTS version_$name"; done
cleanup() {
  rm -rf "$work"
  psql -XAtqd version_b -c 'ALTER SUBSCRIPTION s DISABLE' -c 'ALTER SUBSCRIPTION s SET (slot_name = NONE)' -c 'DROP SUBSCRIPTION s' || true
  psql -XAtqd version_a -c "SELECT pg_drop_replication_slot('version_slot')" >/dev/null || true
  psql -XAtqc 'DROP DATABASE version_a WITH (FORCE)' -c 'DROP DATABASE version_b WITH (FORCE)'
} 2>/dev/null
trap cleanup EXIT
psql -XAtqc 'CREATE DATABASE version_a TEMPLATE surerow_template' -c 'CREATE DATABASE version_b TEMPLATE template0'
psql -XAtqd version_a <<'SQL' >/dev/null
CREATE SCHEMA "my ext";
ALTER EXTENSION surerow SET SCHEMA "my ext";
SET search_path = public, "my ext";
CREATE TABLE "select" (gone int, id int PRIMARY KEY, content text);
ALTER TABLE "select" DROP COLUMN gone;
INSERT INTO "select" VALUES (1, 'first');
SELECT sure_enable_version('"select"', 'v"1');
CREATE TABLE part (id int, content text) PARTITION BY RANGE (id);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 (content text, id int, version bigint NOT NULL DEFAULT 1);
SELECT sure_enable_version('part');
ALTER TABLE part ATTACH PARTITION part_2 FOR VALUES FROM (10) TO (20);
INSERT INTO part VALUES (1, 'x', 1), (11, 'y', 5);
CREATE TABLE off (id int);
SELECT sure_enable_version('off');
ALTER TABLE off DISABLE TRIGGER ALL;
SQL

# Dump and restore: the columns have other numbers now.
pg_dump version_a >"$work/dump.sql"
psql -XAtq -v ON_ERROR_STOP=1 -d version_b -f "$work/dump.sql" >/dev/null
answers=$(PGOPTIONS='-c search_path=public,"my\ ext"' psql -XAtq -v VERBOSITY=terse -d version_b 2>&1 <<'SQL'
SELECT sure_enable_version('"select"'), sure_enable_version('part'), sure_enable_version('part_2');
SELECT sure_describe('off') ->> 'version_column', sure_describe('off') -> 'warnings' -> 0;
UPDATE "select" SET content = 'second' RETURNING "v""1";
UPDATE "select" SET "v""1" = 7;
UPDATE part SET content = 'z' RETURNING id, version;
UPDATE part SET version = 1 WHERE id = 11;
SQL
)
diff -u - <(echo "$answers") <<'EXPECTED'
{"status":"unchanged","column":"v\"1"}|{"status":"unchanged","column":"version"}|{"status":"unchanged","column":"version"}
version|"Trigger \"zz_surerow_version_insert\" is disabled: plain writes of column \"version\" are not guarded."
2
ERROR:  update of select sets its version to neither the stored value nor the next
1|2
11|6
ERROR:  update of part_2 sets its version to neither the stored value nor the next
EXPECTED

# Logical replication: what was counted there is not counted again, whatever the version here.
psql -XAtqd version_a -c 'CREATE PUBLICATION p FOR TABLE "select"' -c "SELECT pg_create_logical_replication_slot('version_slot', 'pgoutput')" >/dev/null
psql -XAtqd version_b -c "CREATE SUBSCRIPTION s CONNECTION 'host=$PGHOST user=$PGUSER dbname=version_a' PUBLICATION p
  WITH (create_slot = false, slot_name = version_slot, copy_data = false)"
psql -XAtqd version_a -c "UPDATE \"select\" SET content = 'replicated', \"v\"\"1\" = 2" -c "UPDATE \"select\" SET content = 'replicated twice'"
for _ in $(seq 100); do
  row=$(psql -XAtqd version_b -c 'SELECT * FROM "select"')
  [ "$row" = '1|replicated twice|3' ] && break
  sleep 0.1
done
[ "$row" = '1|replicated twice|3' ] || { echo "applied: $row"; exit 1; }
