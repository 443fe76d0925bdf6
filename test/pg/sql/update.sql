-- sure_update and its kin as programs call them: prepared, after DDL, on unusual keys, under foreign keys, in PL/pgSQL; what replicas see.
CREATE TABLE kt (k text PRIMARY KEY, v text); INSERT INTO kt VALUES ('x','a'),('"x"','b'); SELECT sure_enable_version('kt');
-- prepared
PREPARE u AS SELECT sure_update($1,$2,$3,$4);
EXECUTE u('kt','x','{"v":"p"}',1);
PREPARE u5 AS SELECT sure_update($1,$2,$3,$4,$5);
EXECUTE u5('kt','x','{"v":"q"}','2','{"returning":true}');
PREPARE d AS SELECT sure_delete('kt',$1,$2); EXECUTE d('x','9');
PREPARE c AS SELECT sure_check_version('kt',$1,$2); EXECUTE c('x','3');
PREPARE e AS SELECT sure_etag('kt',$1); EXECUTE e('x');
-- ALTER between
SELECT sure_update('kt','x','{"v":"r"}',3);
ALTER TABLE kt ADD COLUMN w int; SELECT sure_update('kt','x','{"w":1}',4);
ALTER TABLE kt ALTER COLUMN v TYPE int USING 5; SELECT sure_update('kt','x','{"v":"r"}',7);
ALTER TABLE kt RENAME COLUMN v TO vv; SELECT sure_update('kt','x','{"v":5}',7); EXECUTE u('kt','x','{"vv":6}',5);
ALTER TABLE kt ALTER COLUMN version TYPE smallint; SELECT sure_update('kt','x','{"vv":7}',6);
ALTER TABLE kt RENAME COLUMN version TO ver; SELECT sure_update('kt','x','{"vv":8}',7,'{"returning":true}');
ALTER TABLE kt DISABLE TRIGGER ALL; SELECT sure_update('kt','x','{"vv":9}',8); SELECT sure_check_version('kt','x',9);
ALTER TABLE kt ENABLE TRIGGER ALL; SELECT sure_update('kt','x','{"vv":10}',9);
SELECT * FROM kt WHERE k = 'x';
ALTER TABLE kt DROP COLUMN ver; SELECT sure_update('kt','x','{"vv":11}',10);
-- replica
SET session_replication_role = replica; SELECT sure_update('kt','x','{"vv":12}',11); SELECT sure_update('kt','x','{"vv":13}',11); SELECT sure_delete('kt','"x"',1); RESET session_replication_role;
SELECT k, vv, ver FROM kt ORDER BY k;
-- odd keys
CREATE TABLE df (id int PRIMARY KEY DEFERRABLE, u int UNIQUE, n int, m int, p int); CREATE UNIQUE INDEX df_n ON df (n); CREATE UNIQUE INDEX df_m ON df (m) WHERE p > 0; CREATE UNIQUE INDEX df_e ON df (abs(p)); 
INSERT INTO df VALUES (1,1,NULL,1,1); SELECT sure_enable_version('df');
SELECT sure_update('df',1,'{"p":2}',1);
SELECT sure_update('df','{"n":null}','{"u":2}',1);
SELECT sure_update('df','{"u":1}','{"p":4}',1,'{"returning":true}');
SELECT sure_update('df','{"m":1}','{"p":3}',2);
SELECT sure_update('df','{"p":4}','{"n":3}',2);
SELECT sure_update('df','{"u":null}','{"n":3}',2);
SELECT sure_delete('df','{"u":1}',2);
-- FK
CREATE TABLE pa (id int PRIMARY KEY); INSERT INTO pa VALUES (1),(2),(3); SELECT sure_enable_version('pa');
CREATE TABLE ch (id int PRIMARY KEY, p int CONSTRAINT ch_p REFERENCES pa ON DELETE CASCADE, q int CONSTRAINT ch_q REFERENCES pa, r int REFERENCES pa DEFERRABLE INITIALLY DEFERRED);
INSERT INTO ch VALUES (1,1,2,3); SELECT sure_enable_version('ch');
SELECT sure_delete('pa',2,1);
SELECT sure_update('ch',1,'{"q":99}',1);
SELECT sure_update('ch',1,'{"r":99}',1);
SELECT sure_delete('pa',3,1);
SELECT sure_update('ch',1,'{"q":null}',1);
SELECT sure_delete('pa',1,1,'{"returning":true}');
SELECT count(*) FROM ch;
-- plpgsql
CREATE TABLE pl (id int PRIMARY KEY, v text); INSERT INTO pl VALUES (1,'a'); SELECT sure_enable_version('pl');
DO $$ DECLARE r json; BEGIN
 INSERT INTO pl VALUES (2,'b');
 BEGIN r := sure_update('pl',1,'{"v":"b"}',9); EXCEPTION WHEN SQLSTATE 'SR001' THEN RAISE WARNING 'stale: %', SQLERRM; END;
 BEGIN r := sure_update('pl',7,'{"v":"b"}',9); EXCEPTION WHEN SQLSTATE 'SR002' THEN RAISE WARNING 'missing: %', SQLERRM; END;
 r := sure_update('pl',1,'{"v":"b"}',1); RAISE WARNING '%', r;
 BEGIN r := sure_update('pl',1,'{"v":"c"}',2); RAISE WARNING '%', r; r := sure_update('pl',1,'{"v":"d"}',2); EXCEPTION WHEN SQLSTATE 'SR001' THEN RAISE WARNING 'again: %', SQLERRM; END;
 r := sure_delete('pl',2,1);
 END $$;
SELECT * FROM pl;
-- what a replica sees: changes of rows as an UPDATE and a DELETE make them; nothing of a check, of what is stale or unchanged
CREATE TABLE lg (id int PRIMARY KEY, v text); INSERT INTO lg VALUES (1,'a'),(2,'b'); SELECT sure_enable_version('lg');
SELECT 'slot' FROM pg_create_logical_replication_slot('surerow_update', 'test_decoding');
SELECT sure_update('lg',1,'{"v":"c"}',1);
SELECT sure_update('lg',1,'{"v":"c"}',1);
SELECT sure_update('lg',1,'{"v":"c"}',2);
SELECT sure_update('lg',1,'{"v":"d"}',1,'{"on_stale":"report"}');
SELECT sure_check_version('lg',1,2);
SELECT sure_update('lg',1,'{"v":"e"}',sure_etag('lg',1,'["v"]'));
SELECT sure_delete('lg',2,1);
SELECT data FROM pg_logical_slot_get_changes('surerow_update', NULL, NULL, 'include-xids', '0', 'skip-empty-xacts', '1');
SELECT 'gone' FROM pg_drop_replication_slot('surerow_update');
-- a token is of the row as its statement sees it
CREATE FUNCTION see_and_write() RETURNS TABLE (v text, same bool, now_same bool) LANGUAGE plpgsql AS $$
DECLARE c CURSOR FOR SELECT lg.v, sure_etag('lg', lg.id) FROM lg; before text := sure_etag('lg', 1); token text;
BEGIN OPEN c; UPDATE lg SET v = 'f'; FETCH c INTO v, token; CLOSE c; same := token = before; now_same := token = sure_etag('lg', 1); RETURN NEXT; END $$;
SELECT v, same, now_same FROM see_and_write();
SELECT provolatile, proparallel FROM pg_proc WHERE proname = 'sure_etag' LIMIT 1;
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT length(sure_etag('lg', 1)); COMMIT;
-- one token under all settings, which stay as they were, after an error too
CREATE TABLE ts (id int PRIMARY KEY, z timestamptz, d date, i interval, f float8, m money, b bytea, r tstzrange, a timestamptz[], j jsonb, n numeric); INSERT INTO ts VALUES (1, '2026-07-01 02:03:04+00', '2026-01-02', '-1 day 2:03', 0.1::float8 + 0.2, '1234.5', '\x00ff', '[2026-01-01 00:00+00,2026-02-01 00:00+00)', '{2026-01-01 00:00+00}', '{"z":1.50}', 1.50);
CREATE TABLE token AS SELECT sure_etag('ts', 1) AS t;
SET timezone = 'Asia/Kolkata'; SET datestyle = 'SQL, DMY'; SET intervalstyle = 'sql_standard'; SET extra_float_digits = -5; SET bytea_output = 'escape';
SELECT sure_etag('ts', 1) = t FROM token;
SELECT sure_check_version('ts', 1, t) FROM token;
SHOW timezone; SHOW datestyle; SHOW intervalstyle; SHOW extra_float_digits; SHOW bytea_output;
SELECT sure_etag('ts', 2);
SHOW timezone;
ALTER TABLE ts ADD COLUMN w text DEFAULT 'x';
DO $$ BEGIN PERFORM sure_etag('ts', 3); EXCEPTION WHEN SQLSTATE 'SR002' THEN RAISE WARNING '% % %', current_setting('timezone'), current_setting('datestyle'), current_setting('extra_float_digits'); END $$;
SHOW timezone; SHOW datestyle;
SELECT sure_update('ts', 1, '{"w":"y"}', sure_etag('ts', 1)) ->> 'status';
SHOW intervalstyle;
RESET ALL;

-- a key as JSON that is no key
CREATE TABLE kj (k int PRIMARY KEY, v text);
INSERT INTO kj VALUES (1, 'a');
SELECT sure_enable_version('kj');
SELECT sure_update('kj', 'null'::json, '{"v":"b"}', 1);
SELECT sure_update('kj', 'null'::jsonb, '{"v":"b"}', 1);
SELECT sure_update('kj', '[1]'::json, '{"v":"b"}', 1);
SELECT sure_delete('kj', '[1]'::jsonb, 1);
SELECT sure_etag('kj', 'null'::json);
SELECT sure_update('kj', '"1"'::json, '{"v":"b"}', 1);
