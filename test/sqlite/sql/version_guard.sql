-- Version guards on SQLite: what its triggers say, what only SQLite lets in, REPLACE in every form.
CREATE TABLE document (id INTEGER PRIMARY KEY, title TEXT NOT NULL, owner TEXT UNIQUE);
INSERT INTO document VALUES (1, 'one', 'ann'), (2, 'two', 'bob');
SELECT sure_enable_version('document');
SELECT sql FROM sqlite_master WHERE name LIKE 'surerow%' ORDER BY name;
SELECT sure_describe('document') -> 'version_column', sure_describe('document') -> 'warnings';
-- neither the stored version nor the next
UPDATE document SET version = 7 WHERE id = 1;
UPDATE document SET version = 0 WHERE id = 1;
UPDATE document SET version = version + 2;
UPDATE document SET version = NULL WHERE id = 1;
UPDATE document SET version = 'abc' WHERE id = 1;
UPDATE document SET version = 2.5 WHERE id = 1;
UPDATE OR IGNORE document SET version = 7 WHERE id = 1;
UPDATE OR REPLACE document SET version = NULL WHERE id = 1;
UPDATE document SET version = 7 WHERE id = 3;
SELECT * FROM document;
-- what an integer column turns into an integer is one
UPDATE document SET version = '2' WHERE id = 1;
UPDATE document SET version = 3.0 WHERE id = 1;
INSERT INTO document VALUES (3, 'three', NULL, '12'), (4, 'four', NULL, 5.0);
INSERT INTO document VALUES (5, 'five', NULL, 'abc');
INSERT INTO document VALUES (5, 'five', NULL, 1.5);
INSERT INTO document VALUES (5, 'five', NULL, x'31');
INSERT INTO document VALUES (5, 'five', NULL, 9223372036854775808);
INSERT OR IGNORE INTO document VALUES (5, 'five', NULL, NULL);
INSERT OR REPLACE INTO document VALUES (5, 'five', NULL, NULL);
SELECT id, title, version, typeof(version) FROM document;
-- RETURNING shows the row before it is counted
UPDATE document SET title = 'returned' WHERE id = 4 RETURNING version;
SELECT version FROM document WHERE id = 4;
-- REPLACE is refused where it would delete a row
REPLACE INTO document VALUES (1, 'new', NULL, 1);
INSERT OR REPLACE INTO document (id, title) VALUES (1, 'new');
INSERT OR REPLACE INTO document (title, owner) VALUES ('new', 'bob');
INSERT OR REPLACE INTO document SELECT id, 'copy', owner, 1 FROM document;
UPDATE OR REPLACE document SET id = 2 WHERE id = 1;
UPDATE OR REPLACE document SET owner = 'bob' WHERE id = 1;
INSERT OR REPLACE INTO document (id, title) VALUES (1, 'new') ON CONFLICT (id) DO UPDATE SET title = 'upsert';
-- and passes where it would not
REPLACE INTO document VALUES (6, 'six', 'sam', 1);
INSERT OR REPLACE INTO document (title) VALUES ('seven'), ('eight');
UPDATE OR REPLACE document SET title = 'one again', owner = owner, id = id WHERE id = 1;
UPDATE OR REPLACE document SET owner = 'zoe' WHERE id = 6;
SELECT * FROM document;
-- the other policies keep their meaning
INSERT INTO document (id, title) VALUES (1, 'new');
INSERT OR IGNORE INTO document (id, title) VALUES (1, 'new');
INSERT INTO document (id, title) VALUES (1, 'new') ON CONFLICT DO NOTHING;
INSERT INTO document (id, title) VALUES (1, 'upsert') ON CONFLICT (id) DO UPDATE SET title = excluded.title, id = excluded.id;
INSERT INTO document (id, title, owner) VALUES (9, 'new', 'bob') ON CONFLICT (owner) DO UPDATE SET title = excluded.title;
UPDATE document SET owner = 'bob' WHERE id = 1;
UPDATE OR IGNORE document SET owner = 'bob' WHERE id = 1;
-- OR ABORT, OR FAIL and OR ROLLBACK fail too; the key they name is the guards'
INSERT OR ABORT INTO document (id, title) VALUES (1, 'new');
INSERT OR FAIL INTO document (id, title) VALUES (1, 'new');
SELECT * FROM document;
SELECT * FROM surerow_version_guard;
-- a trigger of another table brings the policy of its own statement, or that of the statement outside
CREATE TABLE inbox (id INTEGER PRIMARY KEY, body TEXT);
CREATE TRIGGER deliver AFTER INSERT ON inbox BEGIN
  INSERT OR REPLACE INTO document (id, title) VALUES (NEW.id, NEW.body);
END;
INSERT INTO inbox VALUES (1, 'mail');
INSERT INTO inbox VALUES (10, 'mail');
DROP TRIGGER deliver;
CREATE TRIGGER deliver AFTER INSERT ON inbox BEGIN
  INSERT INTO document (id, title) VALUES (NEW.id - 9, NEW.body);
END;
INSERT OR REPLACE INTO inbox VALUES (10, 'mail');
INSERT OR IGNORE INTO inbox VALUES (11, 'mail');
SELECT id, title, version FROM document WHERE id IN (1, 2, 10);
-- keys of expressions, partial ones, collations, generated columns, rowids
CREATE TABLE member (email TEXT COLLATE NOCASE, code TEXT, gone INT, up TEXT GENERATED ALWAYS AS (upper(code)) VIRTUAL);
CREATE UNIQUE INDEX member_email ON member (lower(email), length(email)) WHERE gone IS NULL;
CREATE UNIQUE INDEX member_exact ON member (email COLLATE BINARY, gone);
CREATE UNIQUE INDEX member_up ON member (up);
SELECT sure_enable_version('member', 'v');
INSERT INTO member (email, code, gone) VALUES ('A', 'x', NULL), ('b', 'y', 1), ('B', 'z', 1), ('c', 'w', NULL);
INSERT OR REPLACE INTO member (email, code) VALUES ('a', 'n1');
INSERT OR REPLACE INTO member (email, code, gone) VALUES ('a', 'n2', 2);
INSERT OR REPLACE INTO member (email, code, gone) VALUES ('B', 'n3', 1);
INSERT OR REPLACE INTO member (email, code) VALUES ('d', 'X');
INSERT OR REPLACE INTO member (rowid, email, code) VALUES (1, 'd', 'n4');
UPDATE OR REPLACE member SET email = 'B' WHERE code = 'y';
UPDATE OR REPLACE member SET email = 'C' WHERE code = 'x';
UPDATE OR REPLACE member SET gone = NULL WHERE code = 'n2';
UPDATE OR REPLACE member SET code = 'W' WHERE code = 'x';
UPDATE OR REPLACE member SET rowid = 2 WHERE code = 'x';
UPDATE OR REPLACE member SET email = 'a', rowid = 20 WHERE code = 'x';
SELECT rowid, * FROM member;
-- a unique index made later is known when sure_enable_version is called again
CREATE UNIQUE INDEX document_title ON document (title);
SELECT sure_describe('document') -> 'warnings';
SELECT sure_enable_version('document');
SELECT sure_enable_version('document');
INSERT OR REPLACE INTO document (title) VALUES ('three');
-- WITHOUT ROWID, STRICT, columns and tables with names that mean something else
CREATE TABLE pair (a TEXT, b TEXT COLLATE NOCASE, n, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO pair VALUES ('x', 'y', 1), ('x', 'z', 1);
SELECT sure_enable_version('pair');
UPDATE pair SET n = 2;
UPDATE pair SET b = 'Y' WHERE b = 'y';
UPDATE OR REPLACE pair SET b = 'Z' WHERE b = 'y';
REPLACE INTO pair VALUES ('x', 'Y', 9, 1);
SELECT * FROM pair;
CREATE TABLE new (rowid INTEGER PRIMARY KEY, oid TEXT UNIQUE, "old" INT) STRICT;
SELECT sure_enable_version('new', 'NEW');
INSERT INTO new VALUES (1, 'a', 1, 1), (2, 'b', 1, 1);
UPDATE new SET old = 2 WHERE oid = 'a';
REPLACE INTO new VALUES (3, 'a', 1, 1);
UPDATE new SET old = 3, new = 9 WHERE oid = 'a';
SELECT * FROM new;
CREATE TABLE old (a);
SELECT sure_enable_version('old');
INSERT INTO old (a) VALUES (1), (2);
UPDATE old SET a = 3 WHERE a = 1;
SELECT rowid, * FROM old;
CREATE TABLE hidden (rowid, oid, _rowid_);
SELECT sure_enable_version('hidden');
CREATE TABLE told_apart (rowid, oid, _rowid_, id TEXT PRIMARY KEY NOT NULL);
SELECT sure_enable_version('told_apart');
INSERT INTO told_apart (id) VALUES ('a'), ('b');
UPDATE told_apart SET id = 'c' WHERE id = 'a';
SELECT id, version FROM told_apart;
-- renamed, the guards work; called again, their words follow
ALTER TABLE document RENAME TO paper;
ALTER TABLE paper RENAME COLUMN version TO edition;
ALTER TABLE paper RENAME COLUMN owner TO "ow""ner";
SELECT sure_describe('paper') -> 'version_column', sure_describe('paper') -> 'warnings';
UPDATE paper SET title = 'renamed' WHERE id = 2;
UPDATE paper SET edition = 77 WHERE id = 2;
SELECT sure_enable_version('paper');
UPDATE paper SET edition = 77 WHERE id = 2;
SELECT sure_describe('paper') -> 'warnings';
SELECT * FROM paper WHERE id = 2;
ALTER TABLE paper ADD COLUMN more;
ALTER TABLE paper DROP COLUMN more;
-- a guard that a person changed is another trigger, and is made again
DROP TRIGGER surerow_version_paper_update;
CREATE TRIGGER surerow_version_paper_update AFTER UPDATE ON paper BEGIN SELECT 1; END;
SELECT sure_describe('paper') -> 'version_column', sure_describe('paper') -> 'warnings';
SELECT sure_enable_version('paper', 'edition');
SELECT name FROM sqlite_master WHERE tbl_name = 'paper' AND type = 'trigger' ORDER BY name;
SELECT sure_disable_version('paper');
SELECT name FROM sqlite_master WHERE tbl_name = 'paper' AND type = 'trigger' ORDER BY name;
-- the end of a type, by its declared name
CREATE TABLE ends (id INTEGER PRIMARY KEY, v SMALLINT NOT NULL DEFAULT 0);
SELECT sure_enable_version('ends', 'v');
INSERT INTO ends VALUES (1, 32768);
INSERT INTO ends VALUES (1, -32769);
INSERT INTO ends VALUES (1, 32767);
UPDATE ends SET id = 2;
UPDATE ends SET v = 32768;
UPDATE ends SET v = 1;
SELECT * FROM ends;
CREATE TABLE big (id INTEGER PRIMARY KEY, v BIGINT);
SELECT sure_enable_version('big', 'v');
INSERT INTO big VALUES (1, 9223372036854775807), (2, -9223372036854775808);
UPDATE big SET v = v + 1 WHERE id = 1;
UPDATE big SET v = 9223372036854775807 WHERE id = 1;
UPDATE big SET v = v WHERE id = 2;
SELECT id, v, typeof(v) FROM big;
-- rows that are there
CREATE TABLE late (id INTEGER PRIMARY KEY, version INT2);
INSERT INTO late VALUES (1, NULL), (2, 'x'), (3, 'y'), (4, 1.5), (5, 40000), (6, 1), (7, '12');
SELECT sure_enable_version('late');
UPDATE "main"."late" SET "version" = 1 WHERE "version" IS NULL;
SELECT sure_enable_version('late');
UPDATE "main"."late" SET "version" = 1 WHERE typeof("version") <> 'integer';
SELECT sure_enable_version('late');
SELECT count(*) FROM sqlite_master WHERE tbl_name = 'late' AND type = 'trigger';
UPDATE "main"."late" SET "version" = 1 WHERE "version" NOT BETWEEN -32768 AND 32767;
SELECT sure_enable_version('late');
SELECT * FROM late;
-- keys that replace by themselves
CREATE TABLE clause (id INTEGER PRIMARY KEY, code TEXT UNIQUE ON CONFLICT REPLACE);
SELECT sure_enable_version('clause');
SELECT name FROM pragma_table_info('clause');
-- strict tables, before and after
CREATE TABLE dated (id INTEGER PRIMARY KEY, day TEXT);
SELECT sure_enable_strict('dated', '{"columns":{"day":"date"}}');
SELECT sure_enable_version('dated');
INSERT INTO dated (day) VALUES ('2024-01-31');
INSERT INTO dated (day) VALUES ('2024-01-32');
UPDATE dated SET day = '2024-02-29';
UPDATE dated SET day = '2024-02-30';
SELECT sure_enable_strict('dated');
SELECT sure_enable_version('dated');
SELECT * FROM dated;
CREATE TABLE dated_later (id INTEGER PRIMARY KEY, day TEXT);
SELECT sure_enable_version('dated_later');
SELECT sure_enable_strict('dated_later', '{"columns":{"day":"date"}}');
INSERT INTO dated_later (day) VALUES ('2024-01-31');
INSERT INTO dated_later (day) VALUES ('2024-01-32');
UPDATE dated_later SET day = '2024-02-29';
SELECT * FROM dated_later;
-- databases of their own
ATTACH ':memory:' AS "o""ther";
CREATE TABLE "o""ther".document (id INTEGER PRIMARY KEY, a);
CREATE TEMP TABLE document (id INTEGER PRIMARY KEY, a);
SELECT sure_enable_version('"o""ther".document');
SELECT sure_enable_version('document', 'v');
INSERT INTO "o""ther".document VALUES (1, 1, 1);
INSERT INTO temp.document VALUES (1, 1, 5);
UPDATE "o""ther".document SET a = 2;
UPDATE temp.document SET a = 2;
REPLACE INTO "o""ther".document VALUES (1, 3, 1);
REPLACE INTO temp.document VALUES (1, 3, 1);
SELECT * FROM "o""ther".document;
SELECT * FROM temp.document;
SELECT sure_disable_version('temp.document');
SELECT name FROM sqlite_temp_master;
SELECT sure_disable_version('"o""ther".document');
SELECT name FROM "o""ther".sqlite_master;
-- where it cannot run
CREATE VIRTUAL TABLE words USING fts5(w);
SELECT sure_enable_version('words');
SELECT sure_enable_version('sqlite_master');
INSERT INTO old (a) SELECT sure_enable_version('big');
SELECT sure_enable_version(x'ff');
