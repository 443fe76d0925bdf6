-- surerow: the SQL functions of the extension, grouped by pillar. The Makefile copies this file to
-- sql/surerow--VERSION.sql. Where a function takes JSON there is one overload per way of passing it: text (which
-- untyped literals and parameters resolve to), json and jsonb; all of them are one C function.

\echo Use "CREATE EXTENSION surerow" to load this file. \quit

-- --- Upsert ------------------------------------------------------------------------------------------
CREATE FUNCTION sure_upsert("table" text, rows text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows text, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows text, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows text, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows json, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows json, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows json, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows jsonb, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows jsonb, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_upsert("table" text, rows jsonb, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_upsert' LANGUAGE C VOLATILE PARALLEL UNSAFE;

COMMENT ON FUNCTION sure_upsert(text, text) IS
  'insert the rows that are missing, update those that differ, leave alone those that are equal';
COMMENT ON FUNCTION sure_upsert(text, text, text) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, text, json) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, text, jsonb) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, json) IS
  'insert the rows that are missing, update those that differ, leave alone those that are equal';
COMMENT ON FUNCTION sure_upsert(text, json, text) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, json, json) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, json, jsonb) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, jsonb) IS
  'insert the rows that are missing, update those that differ, leave alone those that are equal';
COMMENT ON FUNCTION sure_upsert(text, jsonb, text) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, jsonb, json) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_upsert(text, jsonb, jsonb) IS
  'sure_upsert with options: key, index, update, insert_only, duplicates, on_stale, on_vetoed, each, returning, dry_run';

CREATE FUNCTION sure_insert("table" text, rows text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows text, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows text, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows text, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows json, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows json, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows json, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows jsonb, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows jsonb, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_insert("table" text, rows jsonb, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_insert' LANGUAGE C VOLATILE PARALLEL UNSAFE;

COMMENT ON FUNCTION sure_insert(text, text) IS
  'get or create: insert the rows that are missing, leave alone those that exist';
COMMENT ON FUNCTION sure_insert(text, text, text) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, text, json) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, text, jsonb) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, json) IS
  'get or create: insert the rows that are missing, leave alone those that exist';
COMMENT ON FUNCTION sure_insert(text, json, text) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, json, json) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, json, jsonb) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, jsonb) IS
  'get or create: insert the rows that are missing, leave alone those that exist';
COMMENT ON FUNCTION sure_insert(text, jsonb, text) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, jsonb, json) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';
COMMENT ON FUNCTION sure_insert(text, jsonb, jsonb) IS
  'sure_insert with options: key, index, duplicates, on_vetoed, each, returning, dry_run';

-- --- Optimistic locking -------------------------------------------------------------------------------
-- A key is of any type; a version is an integer, and what sure_etag gave is a text.

DO $overloads$
DECLARE
  words constant text :=
    'AS ''MODULE_PATHNAME'', %L LANGUAGE C VOLATILE PARALLEL UNSAFE; COMMENT ON FUNCTION %s IS %L';
  changes text; expected text; options text;
BEGIN
  FOREACH expected IN ARRAY ARRAY['bigint', 'text'] LOOP
    FOREACH options IN ARRAY ARRAY['', ', text', ', json', ', jsonb'] LOOP
      FOREACH changes IN ARRAY ARRAY['text', 'json', 'jsonb'] LOOP
        EXECUTE format(
          'CREATE FUNCTION sure_update("table" text, key anycompatible, changes %s, expected %s%s) RETURNS json ' ||
          words, changes, expected, replace(options, ', ', ', options '), 'sure_update',
          format('sure_update(text, anycompatible, %s, %s%s)', changes, expected, options),
          'change the row with this key if it is at the expected version' ||
          CASE options WHEN '' THEN '' ELSE '; options: on_stale, on_vetoed, returning' END);
      END LOOP;
      EXECUTE format(
        'CREATE FUNCTION sure_delete("table" text, key anycompatible, expected %s%s) RETURNS json ' || words,
        expected, replace(options, ', ', ', options '), 'sure_delete',
        format('sure_delete(text, anycompatible, %s%s)', expected, options),
        'delete the row with this key if it is at the expected version' ||
        CASE options WHEN '' THEN '' ELSE '; options: on_stale, on_vetoed, returning' END);
    END LOOP;
    EXECUTE format(
      'CREATE FUNCTION sure_check_version("table" text, key anycompatible, expected %s) RETURNS json ' || words,
      expected, 'sure_check_version', format('sure_check_version(text, anycompatible, %s)', expected),
      'whether the row with this key is at the expected version; holds it to the end of the transaction');
  END LOOP;
END $overloads$;

CREATE FUNCTION sure_etag("table" text, key anycompatible) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_etag' LANGUAGE C STABLE PARALLEL UNSAFE;
CREATE FUNCTION sure_etag("table" text, key anycompatible, columns text) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_etag' LANGUAGE C STABLE PARALLEL UNSAFE;
CREATE FUNCTION sure_etag("table" text, key anycompatible, columns json) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_etag' LANGUAGE C STABLE PARALLEL UNSAFE;
CREATE FUNCTION sure_etag("table" text, key anycompatible, columns jsonb) RETURNS text
  AS 'MODULE_PATHNAME', 'sure_etag' LANGUAGE C STABLE PARALLEL UNSAFE;

COMMENT ON FUNCTION sure_etag(text, anycompatible) IS
  'a token for the row with this key as it is now, to be expected by sure_update and sure_delete';
COMMENT ON FUNCTION sure_etag(text, anycompatible, text) IS
  'sure_etag of the columns in a JSON list';
COMMENT ON FUNCTION sure_etag(text, anycompatible, json) IS
  'sure_etag of the columns in a JSON list';
COMMENT ON FUNCTION sure_etag(text, anycompatible, jsonb) IS
  'sure_etag of the columns in a JSON list';

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

CREATE FUNCTION sure_enable_strict("table" text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_enable_strict' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_enable_strict("table" text, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_enable_strict' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_enable_strict("table" text, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_enable_strict' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_enable_strict("table" text, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_enable_strict' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_disable_strict("table" text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
CREATE FUNCTION sure_check_row("check" text, VARIADIC "values" text[]) RETURNS boolean
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;

COMMENT ON FUNCTION sure_enable_strict(text) IS
  'from now on the table refuses values that do not fit the types of its columns, whoever writes them';
COMMENT ON FUNCTION sure_enable_strict(text, text) IS
  'sure_enable_strict with options: columns, existing';
COMMENT ON FUNCTION sure_enable_strict(text, json) IS
  'sure_enable_strict with options: columns, existing';
COMMENT ON FUNCTION sure_enable_strict(text, jsonb) IS
  'sure_enable_strict with options: columns, existing';
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
CREATE FUNCTION sure_retry(code text, attempt bigint) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_retry' LANGUAGE C VOLATILE PARALLEL SAFE;
CREATE FUNCTION sure_retry(code text, attempt bigint, options text) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_retry' LANGUAGE C VOLATILE PARALLEL SAFE;
CREATE FUNCTION sure_retry(code text, attempt bigint, options json) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_retry' LANGUAGE C VOLATILE PARALLEL SAFE;
CREATE FUNCTION sure_retry(code text, attempt bigint, options jsonb) RETURNS json
  AS 'MODULE_PATHNAME', 'sure_retry' LANGUAGE C VOLATILE PARALLEL SAFE;
CREATE FUNCTION sure_settings() RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION sure_settings(settings text) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION sure_settings(settings json) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION sure_settings(settings jsonb) RETURNS json
  AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION surerow_version() RETURNS text
  AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION sure_describe(text) IS
  'columns, types, conflict keys and why others cannot be used, version column, strictness, warnings';
COMMENT ON FUNCTION sure_retry(text, bigint) IS
  'whether to try again after an error, what (statement or transaction), and after how many milliseconds';
COMMENT ON FUNCTION sure_retry(text, bigint, text) IS
  'sure_retry with options: base_ms, cap_ms, max_attempts, idempotent';
COMMENT ON FUNCTION sure_retry(text, bigint, json) IS
  'sure_retry with options: base_ms, cap_ms, max_attempts, idempotent';
COMMENT ON FUNCTION sure_retry(text, bigint, jsonb) IS
  'sure_retry with options: base_ms, cap_ms, max_attempts, idempotent';
COMMENT ON FUNCTION sure_settings() IS
  'what type verdicts depend on: server version, DateStyle, IntervalStyle, TimeZone, zoneinfo, depth of nesting';
COMMENT ON FUNCTION sure_settings(text) IS
  'sure_settings; on PostgreSQL a change is refused with what to SET instead';
COMMENT ON FUNCTION sure_settings(json) IS
  'sure_settings; on PostgreSQL a change is refused with what to SET instead';
COMMENT ON FUNCTION sure_settings(jsonb) IS
  'sure_settings; on PostgreSQL a change is refused with what to SET instead';
COMMENT ON FUNCTION surerow_version() IS
  'version of the module that is loaded';
