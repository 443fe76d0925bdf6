#!/bin/bash
# A dump of a strict table restores: rows, constraints, what they refuse, what sure_enable_strict makes of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"; psql -XAtqc "DROP DATABASE IF EXISTS strict_a" -c "DROP DATABASE IF EXISTS strict_b"' EXIT
psql -XAtqc 'CREATE DATABASE strict_a TEMPLATE surerow_template' -c 'CREATE DATABASE strict_b TEMPLATE template0'
psql -XAtqd strict_a <<'SQL' >/dev/null
CREATE TABLE r (id int PRIMARY KEY, v text, "w'\x" text);
INSERT INTO r VALUES (1, '1', '2024-01-31');
SELECT sure_enable_strict('r', '{"columns":{"v":"int","w''\\x":"date"}}');
SQL
pg_dump strict_a >"$work/dump.sql"
psql -XAtq -v ON_ERROR_STOP=1 -d strict_b -f "$work/dump.sql" >/dev/null
[ "$(psql -XAtqd strict_b -c "SELECT sure_enable_strict('r') ->> 'status', (SELECT count(*) FROM r)")" = 'unchanged|1' ]
! psql -XAtqd strict_b -c "INSERT INTO r VALUES (2, 'x', 'y')" 2>"$work/error"
grep -q 'invalid input syntax for type integer: "x"' "$work/error"
grep -qF "Also: invalid input syntax for type date: \"y\" (column w'\\x of r)." "$work/error"
