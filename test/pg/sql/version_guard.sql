-- Version guards on PostgreSQL: who writes how, other triggers, partitions, types, names, owners.
CREATE TABLE document (id int PRIMARY KEY, content text);
INSERT INTO document VALUES (7, 'first'), (8, 'other');
SELECT sure_enable_version('document');
SELECT sure_enable_version('document', 'version');
SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'document'::regclass ORDER BY tgname;
SELECT sure_describe('document') ->> 'version_column', sure_describe('document') -> 'warnings';
-- plain UPDATE
UPDATE document SET content = 'second' WHERE id = 7 RETURNING version;
UPDATE document SET content = 'third', version = 2 WHERE id = 7 RETURNING version;
UPDATE document SET content = 'fourth', version = version + 1 WHERE id = 7 RETURNING version;
UPDATE document SET version = 9 WHERE id = 7;
UPDATE document SET version = 3 WHERE id = 7;
UPDATE document SET version = NULL WHERE id = 7;
UPDATE document SET version = DEFAULT WHERE id = 7;
UPDATE document SET content = 'fifth', version = sure_next_version(version, 4) WHERE id = 7 RETURNING version;
UPDATE document SET content = 'all' RETURNING id, version;
UPDATE document d SET content = s.c FROM (VALUES (7, 'from'), (8, 'from')) s (i, c) WHERE d.id = s.i RETURNING d.id, version;
WITH changed AS (UPDATE document SET content = 'with' WHERE id = 8 RETURNING version) SELECT * FROM changed;
-- the SQL of ORMs: Rails lock_version, Hibernate @Version, SQLAlchemy version_id_col, EF Core with a token
CREATE TABLE posts (id bigint PRIMARY KEY, title varchar, lock_version integer NOT NULL DEFAULT 0);
SELECT sure_enable_version('posts', 'lock_version');
INSERT INTO "posts" ("id", "title", "lock_version") VALUES (1, 'a', 0) RETURNING "id";
UPDATE "posts" SET "title" = 'b', "lock_version" = 1 WHERE "posts"."id" = 1 AND "posts"."lock_version" = 0 RETURNING lock_version;
UPDATE "posts" SET "title" = 'lost', "lock_version" = 1 WHERE "posts"."id" = 1 AND "posts"."lock_version" = 0 RETURNING lock_version;
PREPARE hibernate (varchar, integer, bigint, integer) AS update posts set title=$1,lock_version=$2 where id=$3 and lock_version=$4;
EXECUTE hibernate('c', 2, 1, 1);
EXECUTE hibernate('lost', 2, 1, 1);
UPDATE posts SET title='d', lock_version=3 WHERE posts.id = 1 AND posts.lock_version = 2 RETURNING lock_version;
UPDATE "posts" AS p SET "title" = 'e', "lock_version" = 4 WHERE p."id" = 1 AND p."lock_version" = 3 RETURNING 1;
DELETE FROM "posts" WHERE "posts"."id" = 1 AND "posts"."lock_version" = 3 RETURNING 1;
SELECT * FROM posts;
DELETE FROM "posts" WHERE "posts"."id" = 1 AND "posts"."lock_version" = 4 RETURNING 1;
-- INSERT, COPY, ON CONFLICT, MERGE
INSERT INTO document (id, content, version) VALUES (9, 'any', -5), (10, 'default', DEFAULT);
INSERT INTO document (id, content, version) VALUES (11, 'none', NULL);
COPY document (id, content) FROM stdin;
12	copied
\.
COPY document (id, content, version) FROM stdin;
13	copied	40
\.
COPY document (id, content, version) FROM stdin;
14	copied	\N
\.
INSERT INTO document (id, content) VALUES (9, 'x') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content RETURNING version;
INSERT INTO document AS d (id, content) VALUES (9, 'y') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, version = d.version + 1 RETURNING version;
INSERT INTO document (id, content) VALUES (9, 'z') ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, version = EXCLUDED.version RETURNING version;
INSERT INTO document (id, content, version) VALUES (9, 'z', -3) ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content, version = EXCLUDED.version RETURNING version;
INSERT INTO document (id, content, version) VALUES (9, 'z', NULL) ON CONFLICT (id) DO UPDATE SET content = EXCLUDED.content;
INSERT INTO document (id, content) VALUES (9, 'z') ON CONFLICT DO NOTHING;
MERGE INTO document d USING (VALUES (9, 'merged'), (15, 'new')) s (i, c) ON d.id = s.i
  WHEN MATCHED THEN UPDATE SET content = s.c WHEN NOT MATCHED THEN INSERT (id, content) VALUES (s.i, s.c);
MERGE INTO document d USING (VALUES (9, 7)) s (i, v) ON d.id = s.i WHEN MATCHED THEN UPDATE SET version = s.v;
SELECT * FROM document WHERE id > 8 ORDER BY id;
-- replication's apply passes, as it does with every ordinary trigger
SET session_replication_role = replica;
UPDATE document SET version = 100 WHERE id = 15;
RESET session_replication_role;
SELECT version FROM document WHERE id = 15;
-- other triggers: the guard sees what they made of the row
CREATE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.content = 'veto' THEN RETURN NULL; END IF;
  IF NEW.content = 'old' THEN RETURN OLD; END IF;
  IF NEW.content LIKE 'set %' THEN NEW.version := substr(NEW.content, 5)::bigint; END IF;
  NEW.content := upper(NEW.content);
  RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON document FOR EACH ROW EXECUTE FUNCTION busy();
UPDATE document SET content = 'veto' WHERE id = 7 RETURNING *;
UPDATE document SET content = 'old' WHERE id = 7 RETURNING *;
UPDATE document SET content = 'changed' WHERE id = 7 RETURNING *;
UPDATE document SET content = 'set 8' WHERE id = 7 RETURNING *;
UPDATE document SET content = 'set 9' WHERE id = 7 RETURNING *;
UPDATE document SET content = 'set 12' WHERE id = 7 RETURNING *;
INSERT INTO document VALUES (20, 'set 5');
SELECT version FROM document WHERE id = 20;
SELECT sure_describe('document') -> 'warnings';
SELECT sure_upsert('document', '{"id":7,"content":"veto"}', '{"on_vetoed":"report"}');
DROP TRIGGER touch ON document;
CREATE TABLE log (was bigint, is_now bigint);
CREATE FUNCTION log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (OLD.version, NEW.version); RETURN NULL; END $$;
CREATE TRIGGER log AFTER UPDATE ON document FOR EACH ROW EXECUTE FUNCTION log();
UPDATE document SET content = 'logged' WHERE id = 20;
SELECT * FROM log;
DROP TRIGGER log ON document;
-- OLD from before the column was added
CREATE TABLE young (id int, content text);
INSERT INTO young VALUES (1, 'x'), (2, NULL);
SELECT sure_enable_version('young');
CREATE TRIGGER touch BEFORE UPDATE ON young FOR EACH ROW EXECUTE FUNCTION busy();
UPDATE young SET content = 'old' RETURNING *;
UPDATE young SET content = NULL RETURNING *;
UPDATE young SET content = 'old' RETURNING *;
-- wherever the column stands in the row: nothing else of the row changes
CREATE TABLE wide (a "char", b text, gone int, c name, d numeric, e boolean, v2 smallint DEFAULT 1, f text, v4 int DEFAULT 1, g bytea, v8 bigint DEFAULT 1, z text, n int);
ALTER TABLE wide ALTER b SET STORAGE EXTERNAL, DROP COLUMN gone;
INSERT INTO wide SELECT CASE WHEN i & 1 > 0 THEN 'x' END, CASE WHEN i & 2 > 0 THEN repeat('long', 1 << i % 16) END, 'name', CASE WHEN i & 4 > 0 THEN i * 1.5 END,
  i & 8 > 0, 1, CASE WHEN i & 16 > 0 THEN repeat('f', i) END, 1, CASE WHEN i & 32 > 0 THEN decode(repeat('00', i * 7), 'hex') END, 1, CASE WHEN i & 64 > 0 THEN 'z' END FROM generate_series(0, 255) i;
CREATE TABLE was AS SELECT a, b, c, d, e, f, g, z FROM wide;
DO $$ DECLARE v text; BEGIN
  FOREACH v IN ARRAY ARRAY['v2', 'v4', 'v8'] LOOP
    PERFORM sure_enable_version('wide', v);
    UPDATE wide SET n = 1;
    UPDATE wide SET n = NULL;
    PERFORM sure_disable_version('wide');
  END LOOP;
END $$;
SELECT v2, v4, v8, count(*) FROM wide GROUP BY 1, 2, 3;
SELECT count(*) FROM (SELECT a, b, c, d, e, f, g, z FROM wide EXCEPT ALL SELECT a, b, c, d, e, f, g, z FROM was) changed;
-- views on the table
CREATE VIEW shown AS SELECT id, content, version FROM document WHERE id < 100;
UPDATE shown SET content = 'through a view' WHERE id = 8 RETURNING version;
UPDATE shown SET version = 1 WHERE id = 8;
-- cascades of foreign keys count
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, a int REFERENCES parent ON UPDATE CASCADE ON DELETE SET NULL);
INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (1, 1);
SELECT sure_enable_version('child');
UPDATE parent SET id = 2;
SELECT * FROM child;
DELETE FROM parent;
SELECT * FROM child;
-- partitions, with columns in another order
CREATE TABLE part (region text, id int, v int, n text) PARTITION BY LIST (region);
CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a');
CREATE TABLE part_b (gone int, n text, v int, id int, region text);
ALTER TABLE part_b DROP COLUMN gone;
ALTER TABLE part ATTACH PARTITION part_b FOR VALUES IN ('b');
INSERT INTO part VALUES ('a', 1, 0, 'x'), ('b', 2, 0, 'y');
SELECT sure_enable_version('part', 'v');
CREATE TABLE part_c (v int, n text, region text, id int);
ALTER TABLE part ATTACH PARTITION part_c FOR VALUES IN ('c');
SELECT sure_describe('part') ->> 'version_column', sure_describe('part_b') ->> 'version_column', sure_describe('part_c') ->> 'version_column', sure_describe('part') -> 'warnings';
SELECT sure_enable_version('part_b', 'v');
UPDATE part SET n = 'z' RETURNING *;
UPDATE part SET region = 'b' WHERE id = 1 RETURNING *;
UPDATE part SET region = 'c', v = 3 WHERE id = 1 RETURNING *;
UPDATE part SET region = 'a', v = 5 WHERE id = 1;
UPDATE part_b SET n = 'direct' RETURNING *;
UPDATE part_b SET v = 7;
SELECT sure_disable_version('part_b');
SELECT sure_disable_version('part');
UPDATE part SET n = 'free' RETURNING region, id, v;
SELECT sure_enable_version('part_b', 'v');
SELECT sure_enable_version('part', 'v');
UPDATE part SET n = 'twice' RETURNING region, id, v;
SELECT sure_describe('part_b') ->> 'version_column';
-- a partition that is guarded is no other table's until it is not; detached, it is a plain table
SELECT sure_disable_version('part');
SELECT sure_enable_version('part', 'v') ->> 'status';
CREATE TABLE part_d (LIKE part);
SELECT sure_enable_version('part_d', 'v') ->> 'status';
SELECT sure_disable_version('part_d') ->> 'status';
ALTER TABLE part ATTACH PARTITION part_d FOR VALUES IN ('d');
SELECT sure_describe('part_d') ->> 'version_column';
ALTER TABLE part DETACH PARTITION part_d;
SELECT sure_describe('part_d') ->> 'version_column';
-- a version that decides on the partition
CREATE TABLE ages (id int, version int) PARTITION BY RANGE (version);
CREATE TABLE ages_1 PARTITION OF ages FOR VALUES FROM (0) TO (3);
CREATE TABLE ages_2 PARTITION OF ages FOR VALUES FROM (3) TO (30);
SELECT sure_enable_version('ages') ->> 'status';
INSERT INTO ages VALUES (1, 1);
UPDATE ages SET id = 2 RETURNING tableoid::regclass, version;
UPDATE ages SET id = 2 RETURNING tableoid::regclass, version;
-- the end of each type
CREATE TABLE ends (s smallint, i integer, b bigint);
INSERT INTO ends VALUES (32766, 2147483646, 9223372036854775806);
SELECT sure_enable_version('ends', 's');
UPDATE ends SET b = b RETURNING s;
UPDATE ends SET b = b;
UPDATE ends SET s = -32768;
SELECT sure_disable_version('ends');
SELECT sure_enable_version('ends', 'i');
UPDATE ends SET b = b RETURNING i;
UPDATE ends SET b = b;
SELECT sure_disable_version('ends');
SELECT sure_enable_version('ends', 'b');
UPDATE ends SET s = 1 RETURNING b;
UPDATE ends SET s = 1;
UPDATE ends SET b = -9223372036854775808;
ALTER TABLE ends ALTER b TYPE numeric;
-- NULL versions
CREATE TABLE holes (id int, version int);
INSERT INTO holes VALUES (1, NULL), (2, 1), (3, NULL);
SELECT sure_enable_version('holes');
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'holes'::regclass;
UPDATE holes SET version = 1 WHERE version IS NULL;
SELECT sure_enable_version('holes');
INSERT INTO holes VALUES (4);
INSERT INTO holes VALUES (4, 0);
SET session_replication_role = replica;
UPDATE holes SET version = NULL WHERE id = 1;
RESET session_replication_role;
UPDATE holes SET id = 5 WHERE id = 1;
UPDATE holes SET version = 1 WHERE id = 1;
-- columns that cannot count
CREATE DOMAIN counter AS bigint;
CREATE TABLE cannot (id bigint PRIMARY KEY, n numeric, t text, d counter, g bigint GENERATED ALWAYS AS (id) STORED, a bigint GENERATED ALWAYS AS IDENTITY, f bigint GENERATED BY DEFAULT AS IDENTITY);
SELECT sure_enable_version('cannot', 'n');
SELECT sure_enable_version('cannot', 't');
SELECT sure_enable_version('cannot', 'd');
SELECT sure_enable_version('cannot', 'g');
SELECT sure_enable_version('cannot', 'a');
SELECT sure_enable_version('cannot', 'id');
SELECT sure_enable_version('cannot', '');
SELECT sure_enable_version('cannot', NULL);
SELECT sure_enable_version(NULL);
SELECT sure_disable_version(NULL);
SELECT sure_enable_version('nothing');
SELECT sure_enable_version('shown');
SELECT sure_enable_version('pg_class');
SELECT sure_enable_version('cannot', 'ctid');
SELECT sure_enable_version('cannot', 'f');
SELECT sure_enable_version('cannot', 'version');
-- renamed columns, tables, schemas; odd names; 63 bytes
CREATE SCHEMA "a""b";
CREATE TABLE "a""b"."select" ("größe" int);
INSERT INTO "a""b"."select" VALUES (1);
SELECT sure_enable_version('"a""b"."select"', 'x"y z');
SELECT sure_enable_version('"a""b"."select"');
ALTER SCHEMA "a""b" RENAME TO ab;
ALTER TABLE ab."select" RENAME TO "Tafel";
ALTER TABLE ab."Tafel" RENAME COLUMN "x""y z" TO "Fassung";
UPDATE ab."Tafel" SET "größe" = 2 RETURNING *;
UPDATE ab."Tafel" SET "Fassung" = 7;
SELECT sure_enable_version('ab."Tafel"');
ALTER TABLE ab."Tafel" ADD COLUMN later text DEFAULT 'x';
ALTER TABLE ab."Tafel" DROP COLUMN "größe";
UPDATE ab."Tafel" SET later = 'y' RETURNING *;
CREATE TABLE long (id int);
INSERT INTO long VALUES (1);
SELECT sure_enable_version('long', 'v23456789012345678901234567890123456789012345678901234567890123');
UPDATE long SET id = 2 RETURNING v23456789012345678901234567890123456789012345678901234567890123;
SELECT sure_enable_version('long', 'v23456789012345678901234567890123456789012345678901234567890123456');
CREATE TABLE longer (id int);
SELECT sure_enable_version('longer', 'ä23456789012345678901234567890123456789012345678901234567890äßü');
SELECT sure_enable_version('longer', 'ä23456789012345678901234567890123456789012345678901234567890äßü') ->> 'status';
CREATE TEMP TABLE temporary (id int);
SELECT sure_enable_version('temporary');
INSERT INTO temporary VALUES (1);
UPDATE temporary SET id = 2 RETURNING version;
-- a name that is taken; a guard that is disabled, or half gone
CREATE TABLE taken (id int, version int NOT NULL DEFAULT 1);
CREATE TRIGGER zz_surerow_version_update BEFORE UPDATE ON taken FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT sure_enable_version('taken');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'taken'::regclass ORDER BY 1;
SELECT sure_disable_version('taken');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'taken'::regclass ORDER BY 1;
INSERT INTO taken VALUES (1, 1);
SELECT sure_enable_version('taken') ->> 'status';
ALTER TABLE taken DISABLE TRIGGER ALL;
SELECT sure_describe('taken') ->> 'version_column', sure_describe('taken') -> 'warnings';
UPDATE taken SET version = 40 RETURNING version;
SELECT sure_enable_version('taken') ->> 'status';
UPDATE taken SET id = 2 RETURNING version;
DROP TRIGGER zz_surerow_version_insert ON taken;
UPDATE taken SET id = 3;
SELECT sure_describe('taken') ->> 'version_column';
SELECT sure_enable_version('taken') ->> 'status';
UPDATE taken SET id = 3 RETURNING version;
ALTER TABLE taken DROP COLUMN version;
SELECT sure_disable_version('taken');
ALTER TABLE taken DROP COLUMN version;
-- the caller's transaction
BEGIN;
SELECT sure_enable_version('taken');
UPDATE taken SET id = 4 RETURNING *;
ROLLBACK;
SELECT sure_describe('taken') ->> 'version_column', count(*) FROM pg_trigger WHERE tgrelid = 'taken'::regclass AND tgname LIKE 'zz%insert';
-- by hand
SELECT sure_guard_version();
CREATE TABLE wrong (id int, version int);
INSERT INTO wrong VALUES (1, 1);
CREATE TRIGGER wrong AFTER UPDATE ON wrong FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
UPDATE wrong SET id = 1;
DROP TRIGGER wrong ON wrong;
CREATE TRIGGER wrong BEFORE UPDATE ON wrong FOR EACH STATEMENT EXECUTE FUNCTION sure_guard_version();
UPDATE wrong SET id = 1;
DROP TRIGGER wrong ON wrong;
CREATE TRIGGER wrong BEFORE DELETE ON wrong FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
DELETE FROM wrong;
DROP TRIGGER wrong ON wrong;
CREATE TRIGGER wrong BEFORE UPDATE ON wrong FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
UPDATE wrong SET id = 1;
SELECT sure_describe('wrong') ->> 'version_column';
SELECT sure_enable_version('wrong');
UPDATE wrong SET id = 2 RETURNING version;
CREATE TABLE texts (id int, version text, at timestamptz);
INSERT INTO texts VALUES (1, 'some text', '2024-01-31');
CREATE TRIGGER a BEFORE INSERT OR UPDATE OF version ON texts FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
CREATE TRIGGER b BEFORE UPDATE ON texts FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
UPDATE texts SET id = 1;
INSERT INTO texts VALUES (2, 'other text');
SELECT sure_describe('texts') ->> 'version_column';
SELECT sure_disable_version('texts');
CREATE TRIGGER a BEFORE INSERT OR UPDATE OF at ON texts FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
CREATE TRIGGER b BEFORE UPDATE ON texts FOR EACH ROW EXECUTE FUNCTION sure_guard_version();
UPDATE texts SET id = 1;
SELECT sure_disable_version('texts');
-- owners
CREATE ROLE surerow_dora;
GRANT ALL ON document TO surerow_dora;
SET ROLE surerow_dora;
UPDATE document SET content = 'by another role' WHERE id = 8 RETURNING version;
SELECT sure_disable_version('document');
SELECT sure_enable_version('document');
RESET ROLE;
SELECT sure_disable_version('document');
SET ROLE surerow_dora;
SELECT sure_enable_version('document');
RESET ROLE;
DROP OWNED BY surerow_dora;
DROP ROLE surerow_dora;
SELECT version FROM document WHERE id = 8;
-- the extension is moved, then dropped: the column stays
CREATE SCHEMA "my ext";
ALTER EXTENSION surerow SET SCHEMA "my ext";
UPDATE child SET a = NULL RETURNING version;
SET search_path = '';
UPDATE public.child SET a = NULL RETURNING version;
SELECT "my ext".sure_enable_version('public.child');
SELECT "my ext".sure_enable_version('public.document');
UPDATE public.document SET content = 'again' WHERE id = 8 RETURNING version;
RESET search_path;
DROP EXTENSION surerow;
DROP EXTENSION surerow CASCADE;
SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zz\_%';
UPDATE document SET content = 'free', version = 3 WHERE id = 8 RETURNING version;
