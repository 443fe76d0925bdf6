-- Every way of passing arguments resolves to one function: literals, untyped and typed parameters, json, jsonb.
CREATE TABLE a (id int PRIMARY KEY, v numeric);
SELECT sure_upsert('a', '{"id":1,"v":1.50}');
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::json);
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::jsonb);
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::text, '{}'::jsonb);
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::varchar, '{}');
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::jsonb, '{}');
SELECT sure_upsert('a', '{"id":1,"v":1.50}'::json, '{"each":true}'::json);
SELECT sure_upsert('a'::name, (SELECT json_agg(row_to_json(x)) FROM (SELECT 1 AS id, 1.50 AS v) x));
SELECT sure_upsert('a', to_jsonb(a)) FROM a;
PREPARE untyped AS SELECT sure_upsert($1, $2);
EXECUTE untyped('a', '{"id":2}');
PREPARE three AS SELECT sure_upsert($1, $2, $3);
EXECUTE three('a', '{"id":2}', '{"each":true}');
PREPARE typed(text, jsonb, text) AS SELECT sure_insert($1, $2, $3);
EXECUTE typed('a', '{"id":2}', '{"each":true}');
SELECT sure_upsert(NULL, '{"id":1}');
SELECT sure_upsert('a', NULL);
SELECT sure_upsert('a', NULL::jsonb);
SELECT sure_insert('a', '{"id":1}', NULL);
SELECT sure_describe(NULL);
-- validators take a value of any type; an untyped literal is text
SELECT CASE WHEN sure_is_valid(5, 'smallint') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid(70000, 'smallint') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid(1.5, 'numeric(2,1)') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid(true, 'boolean') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('\x0001'::bytea, 'bytea') THEN 'yes' ELSE 'no' END;
SELECT CASE WHEN sure_is_valid('x'::varchar, 'integer') THEN 'yes' ELSE 'no' END;
SELECT sure_cast('2024-02-30'::text, 'date');
SELECT sure_cast('1.005'::numeric, 'numeric(10,2)');
SELECT sure_try_cast('{"a": 1}'::jsonb, 'jsonb');
SELECT sure_is_valid(NULL, 'integer') IS NULL;
PREPARE valid AS SELECT sure_error_info($1, $2);
EXECUTE valid('x', 'integer');
-- one call site, another type for every row
SELECT t, sure_try_cast('1', t) FROM (VALUES ('integer'), ('numeric(3,2)'), ('text'), ('integer'), ('date')) AS types(t);
-- settings of the session count
SET timezone = 'America/New_York';
SELECT sure_cast('2024-07-01 12:00', 'timestamptz');
SET datestyle = 'ISO, DMY';
SELECT sure_cast('01/02/2024', 'date');
RESET datestyle;
RESET timezone;
-- names of arguments
SELECT sure_upsert("table" => 'a', rows => '{"id":1}', options => '{}');
-- every function has a comment, none is left to PUBLIC's surprise: not strict writers, volatile, parallel unsafe
SELECT count(*) FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid JOIN pg_extension e ON e.oid = d.refobjid
  WHERE e.extname = 'surerow' AND obj_description(p.oid, 'pg_proc') IS NULL;
SELECT DISTINCT proname, provolatile, proparallel, proisstrict, prosecdef FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid
  JOIN pg_extension e ON e.oid = d.refobjid WHERE e.extname = 'surerow' ORDER BY 1;
