-- DDL between calls: the next call sees it; kept plans never outlive it.
CREATE TABLE d (id int PRIMARY KEY, v int);
SELECT sure_upsert('d', '{"id":1,"v":1}');
ALTER TABLE d ADD w text DEFAULT 'w';
SELECT sure_upsert('d', '{"id":1,"v":1,"w":"z"}', '{"returning":true}');
ALTER TABLE d DROP v;
SELECT sure_upsert('d', '{"id":1,"v":1}');
ALTER TABLE d RENAME w TO v;
SELECT sure_upsert('d', '{"id":1,"v":"zz"}');
ALTER TABLE d ALTER v DROP DEFAULT, ALTER v TYPE int USING 7;
SELECT sure_upsert('d', '{"id":1,"v":"7"}', '{"each":true}');
SELECT sure_upsert('d', '{"id":1,"v":"x"}');
DROP TABLE d;
CREATE TABLE d (id int PRIMARY KEY, v text);
SELECT sure_upsert('d', '{"id":1,"v":"zz"}');
ALTER TABLE d DROP CONSTRAINT d_pkey;
SELECT sure_upsert('d', '{"id":1,"v":"zz"}');
CREATE UNIQUE INDEX d_v ON d (v);
SELECT sure_upsert('d', '{"id":2,"v":"zz"}', '{"each":true}');
ALTER TABLE d RENAME TO e;
SELECT sure_upsert('d', '{"id":2,"v":"zz"}');
SELECT sure_upsert('e', '{"id":2,"v":"zz"}');
CREATE SCHEMA s1;
ALTER TABLE e SET SCHEMA s1;
SELECT sure_upsert('s1.e', '{"id":2,"v":"zz"}');
ALTER SCHEMA s1 RENAME TO s2;
SELECT sure_upsert('s2.e', '{"id":3,"v":"zz"}');
SET search_path = s2;
SELECT public.sure_upsert('e', '{"id":4,"v":"zz"}');
CREATE TEMP TABLE e (id int PRIMARY KEY, v text);
SELECT public.sure_upsert('e', '{"id":4,"v":"zz"}');
SELECT public.sure_upsert('pg_temp.e', '{"id":4,"v":"zz"}');
RESET search_path;
-- in a transaction that is undone
BEGIN;
ALTER TABLE s2.e ADD x int;
SELECT sure_upsert('s2.e', '{"id":4,"v":"zz","x":1}');
ROLLBACK;
SELECT sure_upsert('s2.e', '{"id":4,"v":"zz","x":1}');
SELECT sure_upsert('s2.e', '{"id":4,"v":"zz"}');
-- more tables than are remembered
DO $$ BEGIN
  FOR i IN 1..150 LOOP EXECUTE format('CREATE TABLE many_%s (id int PRIMARY KEY, v int)', i); END LOOP;
  FOR turn IN 1..3 LOOP
    FOR i IN 1..150 LOOP PERFORM sure_upsert('many_' || i, json_build_object('id', 1, 'v', turn)); END LOOP;
  END LOOP;
END $$;
SELECT count(*), min(v) FROM (SELECT (xpath('/row/v/text()', query_to_xml('SELECT v FROM many_' || i, false, true, '')))[1]::text::int AS v FROM generate_series(1, 150) i) m;
