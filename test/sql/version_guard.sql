-- Version guards: plain statements, as applications and their mappers write them, on both engines alike.
CREATE TABLE document (id bigint PRIMARY KEY, title text NOT NULL, owner text UNIQUE);
INSERT INTO document VALUES (1, 'one', 'ann'), (2, 'two', 'bob');
SELECT sure_enable_version('document');
SELECT sure_enable_version('document');
SELECT sure_enable_version('document', 'version');
SELECT * FROM document ORDER BY id;
-- an UPDATE that says nothing of the version is counted
UPDATE document SET title = 'first' WHERE id = 1;
UPDATE document SET title = 'first' WHERE id = 1;
SELECT id, title, version FROM document ORDER BY id;
-- all rows at once, each from its own version
UPDATE document SET title = title || '!';
SELECT id, title, version FROM document ORDER BY id;
-- one that sets the same version is counted, one that sets the next is taken as it is
UPDATE document SET title = 'same', version = version WHERE id = 1;
UPDATE document SET title = 'next', version = version + 1 WHERE id = 1;
UPDATE document SET version = version + 1 WHERE id = 1;
SELECT id, title, version FROM document ORDER BY id;
-- keys may change
UPDATE document SET id = 3, owner = 'eve' WHERE id = 2;
SELECT * FROM document ORDER BY id;
-- Hibernate @Version, EF Core IsConcurrencyToken: the version in WHERE, its next in SET
UPDATE document SET title = 'hibernate', owner = 'ann', version = 8 WHERE id = 1 AND version = 7;
UPDATE document SET title = 'lost', owner = 'ann', version = 8 WHERE id = 1 AND version = 7;
SELECT title, version FROM document WHERE id = 1;
DELETE FROM document WHERE id = 1 AND version = 7;
SELECT count(*) FROM document;
-- SQLAlchemy version_id_col: named as it is
UPDATE document SET version = 9, title = 'sqlalchemy' WHERE document.id = 1 AND document.version = 8;
SELECT title, version FROM document WHERE id = 1;
-- Rails lock_version, which begins at 0
CREATE TABLE posts (id bigint PRIMARY KEY, title text, lock_version integer DEFAULT 0 NOT NULL);
SELECT sure_enable_version('posts', 'lock_version');
INSERT INTO posts (id, title, lock_version) VALUES (1, 'rails', 0);
UPDATE "posts" SET "title" = 'on', "lock_version" = 1 WHERE "posts"."id" = 1 AND "posts"."lock_version" = 0;
UPDATE "posts" SET "title" = 'lost', "lock_version" = 1 WHERE "posts"."id" = 1 AND "posts"."lock_version" = 0;
-- update_counters and touch
UPDATE "posts" SET "title" = 'touched', "lock_version" = COALESCE("lock_version", 0) + 1 WHERE "posts"."id" = 1;
SELECT * FROM posts;
DELETE FROM "posts" WHERE "posts"."id" = 1 AND "posts"."lock_version" = 2;
SELECT count(*) FROM posts;
-- INSERT ... ON CONFLICT
INSERT INTO document (id, title) VALUES (1, 'proposed') ON CONFLICT DO NOTHING;
INSERT INTO document (id, title) VALUES (1, 'merged') ON CONFLICT (id) DO UPDATE SET title = excluded.title;
INSERT INTO document (id, title, version) VALUES (1, 'again', 1)
  ON CONFLICT (id) DO UPDATE SET title = excluded.title, version = document.version + 1;
SELECT * FROM document ORDER BY id;
-- a new row may begin at any version, but has one
INSERT INTO document (id, title, version) VALUES (4, 'zero', 0), (5, 'low', -5), (6, 'high', 1000);
INSERT INTO document (id, title, version) VALUES (7, 'none', NULL);
UPDATE document SET title = 'up' WHERE id > 3;
SELECT id, title, version FROM document ORDER BY id;
-- the end of a type
CREATE TABLE small (id bigint PRIMARY KEY, v smallint NOT NULL DEFAULT 1, n bigint);
SELECT sure_enable_version('small', 'v');
INSERT INTO small VALUES (1, 32766, 0);
UPDATE small SET n = 1;
UPDATE small SET n = 2;
SELECT * FROM small;
CREATE TABLE big (id bigint PRIMARY KEY, v bigint NOT NULL DEFAULT 1, n bigint);
SELECT sure_enable_version('big', 'v');
INSERT INTO big VALUES (1, 9223372036854775806, 0);
UPDATE big SET n = 1;
UPDATE big SET n = 2;
SELECT * FROM big;
-- writers count as well
SELECT sure_upsert('document', '[{"id":1,"title":"upsert"},{"id":3,"title":"two!"},{"id":8,"title":"new"}]');
SELECT id, title, version FROM document ORDER BY id;
-- rows without a version
CREATE TABLE late (id bigint PRIMARY KEY, version bigint);
INSERT INTO late VALUES (1, NULL), (2, 2), (3, NULL);
SELECT count(*) FROM late WHERE version IS NULL;
UPDATE late SET version = 1 WHERE version IS NULL;
SELECT sure_enable_version('late');
-- what cannot count
CREATE TABLE bad (id bigint PRIMARY KEY, version text, total bigint GENERATED ALWAYS AS (id * 2) STORED, code bigint UNIQUE);
SELECT sure_enable_version('bad');
SELECT sure_enable_version('bad', 'id');
SELECT sure_enable_version('bad', 'total');
SELECT sure_enable_version('bad', 'code');
SELECT sure_enable_version('bad', '');
SELECT sure_enable_version('bad', NULL);
SELECT sure_enable_version(NULL);
SELECT sure_enable_version('nothing');
SELECT sure_enable_version('posts', 'version');
CREATE VIEW titles AS SELECT title FROM document;
SELECT sure_enable_version('titles');
SELECT sure_disable_version('titles');
SELECT sure_disable_version(NULL);
SELECT sure_disable_version('bad');
-- odd names
CREATE TABLE "sel""ect" (id bigint PRIMARY KEY, "größe" bigint);
SELECT sure_enable_version('"sel""ect"', 'a"b');
INSERT INTO "sel""ect" (id, "größe") VALUES (1, 1);
UPDATE "sel""ect" SET "größe" = 2;
SELECT * FROM "sel""ect";
-- without guards nothing counts, and the column stays
SELECT sure_disable_version('document');
SELECT sure_disable_version('document');
UPDATE document SET version = 77 WHERE id = 1;
SELECT id, version FROM document ORDER BY id;
SELECT sure_enable_version('document');
