-- Strict tables on PostgreSQL: constraints by name, owners, partitions, moved extensions, DDL afterwards.
CREATE TABLE plain (id int, at date);
SELECT sure_enable_strict('plain');
SELECT sure_describe('plain') -> 'strict';
SELECT sure_enable_strict('plain', '{"columns":{"at":"date"}}');
SELECT sure_enable_strict('plain', '{"columns":{"at":"timestamp"}}');
CREATE TABLE t (a text, b varchar(30), c jsonb, d json, "e'f\g" text);
SELECT sure_enable_strict('t', '{"columns":{"a":"int","b":"date","d":"jsonb","e''f\\g":"uuid"}}'::jsonb);
SELECT conname, convalidated FROM pg_constraint WHERE conrelid = 't'::regclass ORDER BY conname COLLATE "C";
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'surerow_strict_a';
INSERT INTO t VALUES ('x', 'y', '{}', '{}', 'z');
INSERT INTO t (d) VALUES ('"\u0000"');
COPY t (a, b) FROM stdin;
1	2024-01-31
2	2024-02-30
\.
COPY t (a, b) FROM stdin;
1	2024-01-31
\.
UPDATE t SET a = 'y';
-- a column that is dropped takes the constraint over all columns with it, not those of the others
ALTER TABLE t DROP COLUMN b;
INSERT INTO t (a) VALUES ('x');
INSERT INTO t VALUES ('x', NULL, '1', 'z');
SELECT sure_enable_strict('t');
INSERT INTO t VALUES ('x', NULL, '1', 'z');
-- renamed columns and tables are called as they are now
ALTER TABLE t RENAME COLUMN a TO a2;
ALTER TABLE t RENAME TO t2;
INSERT INTO t2 (a2) VALUES ('x');
SELECT sure_enable_strict('t2') ->> 'status';
INSERT INTO t2 (a2) VALUES ('x');
SELECT sure_enable_strict('t2') ->> 'status';
SELECT sure_disable_strict('t2');
SELECT count(*) FROM pg_constraint WHERE conrelid = 't2'::regclass AND contype = 'c';
-- constraints of others stay
ALTER TABLE t2 ADD CONSTRAINT surerow_strict_mine CHECK (a2 <> 'mine');
SELECT sure_enable_strict('t2', '{"columns":{"a2":"int"}}') ->> 'status';
SELECT sure_disable_strict('t2');
SELECT conname FROM pg_constraint WHERE conrelid = 't2'::regclass AND contype = 'c';
-- skip leaves them NOT VALID, check validates later
INSERT INTO t2 (a2) VALUES ('bad');
SELECT sure_enable_strict('t2', '{"columns":{"a2":"int"},"existing":"skip"}') ->> 'status';
SELECT convalidated FROM pg_constraint WHERE conname = 'surerow_strict_a2';
UPDATE t2 SET c = '[]' WHERE a2 = 'bad';
DELETE FROM t2 WHERE a2 = 'bad';
SELECT sure_enable_strict('t2') ->> 'status';
SELECT convalidated FROM pg_constraint WHERE conname = 'surerow_strict_a2';
-- partitions, temporary tables, the settings of the session
CREATE TABLE p (id int, v text) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
SELECT sure_enable_strict('p', '{"columns":{"v":"timestamptz"}}');
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
INSERT INTO p VALUES (1, 'x');
INSERT INTO p2 VALUES (11, 'x');
INSERT INTO p VALUES (11, '2024-01-31 12:00:00+00:00');
SET datestyle = 'German, DMY';
SET timezone = 'Asia/Tokyo';
INSERT INTO p VALUES (12, '2024-01-31 12:00:00+00:00');
INSERT INTO p VALUES (12, '31.01.2024 12:00');
RESET datestyle;
RESET timezone;
SELECT sure_disable_strict('p');
INSERT INTO p VALUES (11, 'x');
CREATE TEMP TABLE tt (v text);
SELECT sure_enable_strict('tt', '{"columns":{"v":"int"}}') ->> 'status';
INSERT INTO tt VALUES ('x');
-- the extension may be moved, the search path may be anything, strings may have escapes
CREATE SCHEMA "my ext";
ALTER EXTENSION surerow SET SCHEMA "my ext";
SET search_path = '';
INSERT INTO pg_temp.tt VALUES ('x');
SET standard_conforming_strings = off;
SET escape_string_warning = off;
CREATE TABLE public.moved ("a\b" text);
SELECT "my ext".sure_enable_strict('public.moved', E'{"columns":{"a\\\\b":"int"}}');
INSERT INTO public.moved VALUES ('x');
RESET standard_conforming_strings;
SELECT "my ext".sure_enable_strict('public.moved') ->> 'status';
RESET search_path;
ALTER EXTENSION surerow SET SCHEMA public;
DROP SCHEMA "my ext";
INSERT INTO moved VALUES ('x');
-- owners
CREATE ROLE surerow_carol;
GRANT ALL ON t2 TO surerow_carol;
SET ROLE surerow_carol;
SELECT sure_enable_strict('t2', '{"columns":{"d":"jsonb"}}');
SELECT sure_disable_strict('t2');
INSERT INTO t2 (a2) VALUES ('x');
INSERT INTO t2 (a2) VALUES ('1');
RESET ROLE;
DROP OWNED BY surerow_carol;
DROP ROLE surerow_carol;
-- what cannot be strict
CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
SELECT sure_enable_strict('m');
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (a text) SERVER s;
SELECT sure_enable_strict('f', '{"columns":{"a":"int"}}');
SELECT sure_enable_strict('pg_class');
-- by hand
SELECT sure_check_row('x', '1');
SELECT sure_check_row(NULL, '1');
SELECT sure_check_row('{"table":"t","columns":{"a":"int4"}}', VARIADIC NULL);
SELECT sure_check_row('{"table":"t","columns":{"a":"int4"}}', '1', '2');
SELECT sure_check_row('{"table":"t","columns":{"a":"int4"}}', 'x');
