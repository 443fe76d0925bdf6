-- surerow: the SQL functions of the extension, grouped by pillar. The Makefile copies this file to
-- sql/surerow--VERSION.sql. First the functions that take JSON or a version, then all others.

\echo Use "CREATE EXTENSION surerow" to load this file. \quit

-- --- One overload per way of passing an argument -----------------------------------------------------
-- <json> and <options>: text (which untyped literals and parameters resolve to), json or jsonb. <expected>: a version,
-- or what sure_etag gave. A key is of any type. All overloads of a name are one C function.

DO $overloads$
DECLARE
  f record;
BEGIN
  FOR f IN
    SELECT DISTINCT name, returns, attributes, comment,
           replace(replace(replace(template, '<json>', json), '<options>', options), '<expected>', expected) AS arguments
    FROM (VALUES
      -- Upsert
      ('sure_upsert', '"table" text, rows <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'insert the rows that are missing, update those that differ, leave alone those that are equal'),
      ('sure_upsert', '"table" text, rows <json>, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run, '
       'idempotency_key, scope, ttl_ms'),
      ('sure_insert', '"table" text, rows <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'get or create: insert the rows that are missing, leave alone those that exist'),
      ('sure_insert', '"table" text, rows <json>, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run, idempotency_key, scope, ttl_ms'),
      -- Idempotency keys
      ('sure_claim', 'key text, request <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'take an idempotency key for work outside the database, or learn what became of it'),
      ('sure_claim', 'key text, request <json>, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_claim with options: lease_ms, ttl_ms, scope, wait_ms'),
      ('sure_complete', 'key text, token text, response <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'end a claim with the response that is replayed from now on'),
      ('sure_fail', 'key text, token text, error <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'end a claim with an error: the key may be claimed for another try'),
      ('sure_fail', 'key text, token text, error <json>, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_fail with option: terminal'),
      -- Optimistic locking
      ('sure_update', '"table" text, key anycompatible, changes <json>, expected <expected>', 'json',
       'VOLATILE PARALLEL UNSAFE', 'change the row with this key if it is as expected'),
      ('sure_update', '"table" text, key anycompatible, changes <json>, expected <expected>, options <options>', 'json',
       'VOLATILE PARALLEL UNSAFE', 'sure_update with options: on_stale, on_vetoed, returning, idempotency_key, scope, ttl_ms'),
      ('sure_delete', '"table" text, key anycompatible, expected <expected>', 'json',
       'VOLATILE PARALLEL UNSAFE', 'delete the row with this key if it is as expected'),
      ('sure_delete', '"table" text, key anycompatible, expected <expected>, options <options>', 'json',
       'VOLATILE PARALLEL UNSAFE', 'sure_delete with options: on_stale, on_vetoed, returning, idempotency_key, scope, ttl_ms'),
      ('sure_check_version', '"table" text, key anycompatible, expected <expected>', 'json',
       'VOLATILE PARALLEL UNSAFE',
       'whether the row with this key is as expected; holds it to the end of the transaction'),
      ('sure_etag', '"table" text, key anycompatible', 'text', 'STABLE PARALLEL UNSAFE',
       'a token for the row with this key as it is now, to be expected by sure_update and sure_delete'),
      ('sure_etag', '"table" text, key anycompatible, columns <json>', 'text', 'STABLE PARALLEL UNSAFE',
       'sure_etag of the columns in a JSON list'),
      -- Several writes at once
      ('sure_apply', 'ops <json>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'run a list of operations, {"upsert":["table",rows]} and the like, all or none of them'),
      ('sure_apply', 'ops <json>, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_apply with options: idempotency_key, scope, ttl_ms'),
      -- Strict types
      ('sure_enable_strict', '"table" text', 'json', 'VOLATILE PARALLEL UNSAFE',
       'from now on the table refuses values that do not fit the types of its columns, whoever writes them'),
      ('sure_enable_strict', '"table" text, options <options>', 'json', 'VOLATILE PARALLEL UNSAFE',
       'sure_enable_strict with options: columns, existing'),
      -- Around them
      ('sure_retry', 'code text, attempt bigint', 'json', 'VOLATILE PARALLEL SAFE',
       'whether to try again after an error, what (statement or transaction), and after how many milliseconds'),
      ('sure_retry', 'code text, attempt bigint, options <options>', 'json', 'VOLATILE PARALLEL SAFE',
       'sure_retry with options: base_ms, cap_ms, max_attempts, idempotent'),
      ('sure_settings', '', 'json', 'STABLE PARALLEL SAFE',
       'what type verdicts depend on: server version, DateStyle, IntervalStyle, TimeZone, zoneinfo, depth of nesting'),
      ('sure_settings', 'settings <json>', 'json', 'STABLE PARALLEL SAFE',
       'sure_settings; on PostgreSQL a change is refused with what to SET instead')
    ) AS declared (name, template, returns, attributes, comment),
    unnest(ARRAY['text', 'json', 'jsonb']) AS json,
    unnest(ARRAY['text', 'json', 'jsonb']) AS options,
    unnest(ARRAY['bigint', 'text']) AS expected
  LOOP
    EXECUTE format('CREATE FUNCTION %I(%s) RETURNS %s AS %L, %L LANGUAGE C %s',
                   f.name, f.arguments, f.returns, 'MODULE_PATHNAME', f.name, f.attributes);
    EXECUTE format('COMMENT ON FUNCTION %I(%s) IS %L', f.name, f.arguments, f.comment);
  END LOOP;
END $overloads$;

-- --- Idempotency keys --------------------------------------------------------------------------------
-- Written by the functions only, as its owner: nobody can forge an answer, or lock the table against others. A role
-- sees what belongs to it. Times are milliseconds of the Unix clock.

CREATE TABLE surerow_idempotency_key (
  role        name NOT NULL,
  key         text COLLATE "C" NOT NULL,
  scope       text COLLATE "C" NOT NULL,
  fingerprint text COLLATE "C" NOT NULL,
  state       text COLLATE "C" NOT NULL,
  token       text COLLATE "C" NOT NULL,
  attempt     bigint NOT NULL,
  response    text,
  granted_at  bigint NOT NULL,
  lease_ms    bigint NOT NULL,
  ttl_ms      bigint NOT NULL,
  expires_at  bigint NOT NULL,
  PRIMARY KEY (role, key, scope)
);
-- Not the superuser's, as all of a trusted extension: who creates it can dump its keys, and restore them.
ALTER TABLE surerow_idempotency_key OWNER TO @extowner@;
ALTER TABLE surerow_idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY surerow_own_keys ON surerow_idempotency_key FOR SELECT USING (role = current_user);
GRANT SELECT ON surerow_idempotency_key TO PUBLIC;
SELECT pg_catalog.pg_extension_config_dump('surerow_idempotency_key', '');

CREATE FUNCTION sure_renew(key text, token text, lease_ms bigint) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_purge() RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_purge("limit" bigint) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;

COMMENT ON TABLE surerow_idempotency_key IS
  'what is known of idempotency keys: the requests they belong to, and the answers';
COMMENT ON FUNCTION sure_renew(text, text, bigint) IS
  'the lease of a claim begins anew';
COMMENT ON FUNCTION sure_purge() IS
  'remove up to 1000 idempotency keys that have expired';
COMMENT ON FUNCTION sure_purge(bigint) IS
  'remove up to so many idempotency keys that have expired';

-- --- Optimistic locking ------------------------------------------------------------------------------

CREATE FUNCTION sure_next_version(current bigint, expected bigint) RETURNS bigint
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION sure_enable_version("table" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_enable_version("table" text, "column" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_disable_version("table" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_guard_version() RETURNS trigger
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;

COMMENT ON FUNCTION sure_enable_version(text) IS
  'from now on every update of a row counts its version up, in column version or the one already counted in';
COMMENT ON FUNCTION sure_enable_version(text, text) IS
  'sure_enable_version with the version in this column; it is added where there is none';
COMMENT ON FUNCTION sure_disable_version(text) IS
  'undo sure_enable_version; the column stays';
COMMENT ON FUNCTION sure_guard_version() IS
  'what the trigger of sure_enable_version calls: counts the version up, or refuses the row';
COMMENT ON FUNCTION sure_next_version(bigint, bigint) IS
  'expected + 1 when the current version is the expected one, else an error: for SET version = ...';

-- --- Strict types ------------------------------------------------------------------------------------

CREATE FUNCTION sure_disable_strict("table" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_check_row("check" text, VARIADIC "values" text[]) RETURNS boolean
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;

COMMENT ON FUNCTION sure_disable_strict(text) IS
  'undo sure_enable_strict';
COMMENT ON FUNCTION sure_check_row(text, text[]) IS
  'what the constraints of sure_enable_strict call: true, or the refusal of the row';

CREATE FUNCTION sure_is_valid(value text, type text) RETURNS boolean
  AS 'MODULE_PATHNAME', 'sure_is_valid' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_is_valid(value anyelement, type text) RETURNS boolean
  AS 'MODULE_PATHNAME', 'sure_is_valid' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_cast(value text, type text) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_cast' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_cast(value anyelement, type text) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_cast' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_try_cast(value text, type text) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_try_cast' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_try_cast(value anyelement, type text) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_try_cast' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_error_info(value text, type text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_error_info' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION sure_error_info(value anyelement, type text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_error_info' LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION sure_is_valid(text, text) IS
  'whether the type accepts the value';
COMMENT ON FUNCTION sure_is_valid(anyelement, text) IS
  'sure_is_valid of the text that a value of another type prints as';
COMMENT ON FUNCTION sure_cast(text, text) IS
  'the value in the canonical form of the type, or the error of the type';
COMMENT ON FUNCTION sure_cast(anyelement, text) IS
  'sure_cast of the text that a value of another type prints as';
COMMENT ON FUNCTION sure_try_cast(text, text) IS
  'the value in the canonical form of the type, or NULL when the type refuses it';
COMMENT ON FUNCTION sure_try_cast(anyelement, text) IS
  'sure_try_cast of the text that a value of another type prints as';
COMMENT ON FUNCTION sure_error_info(text, text) IS
  'why the type refuses the value: sqlstate, message, detail, hint, position, what it accepts; NULL for a good value';
COMMENT ON FUNCTION sure_error_info(anyelement, text) IS
  'sure_error_info of the text that a value of another type prints as';

-- --- Around them -------------------------------------------------------------------------------------

CREATE FUNCTION sure_describe("table" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL UNSAFE;
CREATE FUNCTION surerow_version() RETURNS text
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION sure_describe(text) IS
  'columns, types, conflict keys and why others cannot be used, version column, strictness, warnings';
COMMENT ON FUNCTION surerow_version() IS
  'version of the module that is loaded';
