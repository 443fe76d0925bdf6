#!/bin/bash
# guard.sh: no object outlives an error. Builds guard_module.cpp with the extension's own guard, fires every kind
# of error under live objects, and compares what came out. Needs test/tools/with-server.
set -euo pipefail
cd "$(dirname "$0")/../.."

module=$SUREROW_SERVER/guard_module.so
g++ -std=c++20 -O1 -fPIC -shared -Wall -Wextra -Werror -Wno-register -DFMT_HEADER_ONLY -I. \
  -isystem "$(${PG_CONFIG:-pg_config} --includedir-server)" -o "$module" \
  test/pg/guard_module.cpp pg_ext/guard.cpp common/fault.cpp common/utf8.cpp -lstdc++

answers=$(psql -XAtq -v VERBOSITY=verbose -v module="$module" 2>&1 <<'SQL' | sed '/^LOCATION/d'
SET client_min_messages = warning;
CREATE TEMP TABLE guard_log (n int);
CREATE FUNCTION pg_temp.guard_fire(text) RETURNS boolean AS :'module' LANGUAGE C;
CREATE FUNCTION pg_temp.guard_alive() RETURNS int AS :'module' LANGUAGE C;
SELECT pg_temp.guard_fire('sql');
SELECT pg_temp.guard_alive();
SELECT pg_temp.guard_fire('refusal');
SELECT pg_temp.guard_fire('bad_alloc');
SELECT pg_temp.guard_fire('exception');
SELECT pg_temp.guard_fire('other');
SELECT pg_temp.guard_alive();
SELECT pg_temp.guard_fire('undone');
SELECT count(*) FROM guard_log;
SELECT pg_temp.guard_alive();
DO $$ BEGIN
  FOR i IN 1..1000 LOOP
    BEGIN PERFORM pg_temp.guard_fire('sql'); EXCEPTION WHEN OTHERS THEN NULL; END;
  END LOOP;
END $$;
SELECT pg_temp.guard_alive();
SQL
)
diff -u test/pg/expected/guard.out <(echo "$answers")
