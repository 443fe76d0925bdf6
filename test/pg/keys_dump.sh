#!/bin/bash
# Idempotency keys in a dump: where it is restored, every role's calls replay. The role that created the extension dumps and restores all of
# them, superuser or not; any other dumps the keys that it sees.
set -euo pipefail
work=$(mktemp -d)
ann=surerow_dump_ann
cleanup() {
  rm -rf "$work"
  for name in a b c d; do psql -XAtqc "DROP DATABASE IF EXISTS keys_$name WITH (FORCE)"; done
  psql -XAtqc "DROP ROLE IF EXISTS $ann"
} 2>/dev/null
trap cleanup EXIT
cleanup
mkdir "$work"
psql -XAtqc "CREATE ROLE $ann LOGIN" -c "CREATE DATABASE keys_a TEMPLATE surerow_template" -c "CREATE DATABASE keys_b TEMPLATE template0" \
  -c "CREATE DATABASE keys_c TEMPLATE template0" -c "CREATE DATABASE keys_d TEMPLATE template0 OWNER $ann"

# calls DATABASE USER: the same calls, and how each is answered.
calls() {
  PGOPTIONS='-c search_path=public,"my\ ext"' psql -XAtq -U "$2" -d "$1" -v VERBOSITY=terse 2>&1 <<'SQL'
SELECT sure_upsert('t', '{"id":1,"v":"é\n"}', json_build_object('idempotency_key', current_user || E' "k"\\', 'scope', 'ten''ant'));
SELECT sure_claim('done', '1') -> 'response', sure_claim('released', '1') -> 'error', sure_claim('failed', '1') -> 'error', sure_claim('held', '1') ->> 'state';
SELECT sure_claim('done', '2');
SQL
}
expect() { diff -u "$1" - || { echo "that was: $2"; exit 1; }; }

psql -XAtqd keys_a -v ON_ERROR_STOP=1 <<SQL >/dev/null
CREATE SCHEMA "my ext";
GRANT USAGE ON SCHEMA "my ext" TO PUBLIC;
GRANT CREATE ON SCHEMA public TO $ann;
ALTER EXTENSION surerow SET SCHEMA "my ext";
SET search_path = public, "my ext";
CREATE TABLE t (id int PRIMARY KEY, v text);
ALTER TABLE t OWNER TO $ann;
SQL
for role in postgres $ann; do
  calls keys_a $role >/dev/null
  psql -XAtqd keys_a -U $role -v ON_ERROR_STOP=1 <<'SQL' >/dev/null
SET search_path = public, "my ext";
SELECT sure_complete(key, token, '{"response":"\u00e9\t"}') FROM surerow_idempotency_key WHERE key = 'done' AND role = current_user;
SELECT sure_fail(key, token, '"again"') FROM surerow_idempotency_key WHERE key = 'released' AND role = current_user;
SELECT sure_fail(key, token, '"never"', '{"terminal":true}') FROM surerow_idempotency_key WHERE key = 'failed' AND role = current_user;
SQL
done
rows='SELECT k.* FROM "my ext".surerow_idempotency_key k ORDER BY role, key, scope'
psql -XAtqd keys_a -c "$rows" >"$work/rows"
[ "$(wc -l <"$work/rows")" = 10 ] || { cat "$work/rows"; exit 1; }

# All of it, by the superuser.
pg_dump keys_a >"$work/dump.sql"
psql -XAtq -v ON_ERROR_STOP=1 -d keys_b -f "$work/dump.sql" >/dev/null
psql -XAtqd keys_b -c "$rows" | expect "$work/rows" 'every record, restored'
cat >"$work/answers" <<'ANSWERS'
{"replayed":true,"inserted":1,"updated":0,"unchanged":0}
{"response":"\u00e9\t"}|"again"|"never"|in_progress
ERROR:  idempotency key "done" belongs to another request
ANSWERS
calls keys_b $ann >"$work/second"
sed 's/"inserted":1,"updated":0,"unchanged":0/"inserted":0,"updated":0,"unchanged":1/' "$work/answers" | expect "$work/second" 'calls of a role, restored'
calls keys_b postgres | expect "$work/answers" 'calls of the superuser, restored'

# By a role that is none: not without row security, with it what the role sees.
if pg_dump -U $ann keys_a >"$work/refused" 2>"$work/error"; then echo "dumped without row security"; exit 1; fi
grep -q 'row-level security' "$work/error" || { cat "$work/error"; exit 1; }
pg_dump -U $ann --enable-row-security --inserts --no-owner keys_a >"$work/own.sql"
[ "$(grep -c '^INSERT INTO .*surerow_idempotency_key' "$work/own.sql")" = 5 ] || { echo "not the role's own keys"; exit 1; }
psql -XAtqd keys_c -f "$work/own.sql" >"$work/log" 2>&1 || true
calls keys_c $ann | sed -n 2p | expect <(sed -n 2p "$work/answers") "a role's own keys, restored by the superuser"
psql -XAtqd keys_d -U $ann -f "$work/own.sql" >"$work/log" 2>&1 || true
calls keys_d $ann | expect "$work/second" "a role's own keys, restored by itself, as owner of the extension"

# By the owner of a database who is no superuser and created the extension: all of it, there and back.
psql -XAtqc "DROP DATABASE keys_c WITH (FORCE)" -c "DROP DATABASE keys_d WITH (FORCE)" \
  -c "CREATE DATABASE keys_c TEMPLATE template0 OWNER $ann" -c "CREATE DATABASE keys_d TEMPLATE template0 OWNER $ann"
psql -XAtqd keys_c -U $ann -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION surerow' >/dev/null
for role in postgres $ann; do psql -XAtqd keys_c -U $role -v ON_ERROR_STOP=1 -c "SELECT sure_claim('k', '1')" >/dev/null; done
pg_dump -U $ann keys_c >"$work/owned.sql"
psql -XAtq -U $ann -v ON_ERROR_STOP=1 -d keys_d -f "$work/owned.sql" >/dev/null
psql -XAtqd keys_d -U $ann -c 'SELECT role, key, state FROM surerow_idempotency_key ORDER BY role' |
  expect <(printf 'postgres|k|claimed\n%s|k|claimed\n' $ann) 'every record, dumped and restored by the owner'
