-- sure_apply on SQLite: databases that are attached and temporary tables, the caller's transactions, triggers that raise,
-- deferred foreign keys, places where no writer can run, DDL between calls.
CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, n INTEGER CHECK (n > 0));
ATTACH ':memory:' AS other;
CREATE TABLE other.t (id INTEGER PRIMARY KEY, v TEXT);
CREATE TABLE other.u (id INTEGER PRIMARY KEY, v TEXT);
CREATE TEMP TABLE w (id INTEGER PRIMARY KEY, v TEXT);

-- one call over three databases, all or nothing
SELECT sure_apply('[{"upsert":["t",{"id":1,"v":"main"}]},{"upsert":["other.t",{"id":1,"v":"other"}]},{"insert":["u",{"id":1,"v":"u"}]},{"insert":["w",{"id":1,"v":"temp"}]}]');
SELECT sure_apply('[{"upsert":["other.t",{"id":2,"v":"x"}]},{"upsert":["w",{"id":2,"v":"x"}]},{"upsert":["main.t",{"id":2,"n":-1}]}]');
SELECT 'main', * FROM main.t UNION ALL SELECT 'other', id, v, NULL FROM other.t UNION ALL SELECT 'u', id, v, NULL FROM u UNION ALL SELECT 'temp', id, v, NULL FROM w;

-- in the caller's transaction: what is refused is undone, the rest is the caller's
BEGIN;
SELECT sure_apply('[{"upsert":["t",{"id":3,"v":"a"}]},{"upsert":["u",{"id":3,"v":"a"}]}]');
SELECT sure_apply('[{"upsert":["t",{"id":4,"v":"a"}]},{"upsert":["t",{"id":5,"n":0}]}]');
SELECT group_concat(id) FROM t;
ROLLBACK;
SELECT group_concat(id) FROM t;
SAVEPOINT s;
SELECT sure_apply('[{"upsert":["t",{"id":3,"v":"a"}]}]');
ROLLBACK TO s;
RELEASE s;
SELECT group_concat(id) FROM t;

-- triggers that raise: code and message are SQLite's and the trigger's
CREATE TRIGGER raises BEFORE INSERT ON t BEGIN
  SELECT RAISE(ABORT, 'no ones') WHERE NEW.n = 1;
  SELECT RAISE(FAIL, 'no twos
DETAIL:  row 2 of the law
HINT:  Try threes.') WHERE NEW.n = 2;
  SELECT RAISE(ROLLBACK, 'away with it
HINT:  Try threes.') WHERE NEW.n = 3;
  SELECT RAISE(IGNORE) WHERE NEW.n = 4;
END;
SELECT sure_apply('[{"upsert":["t",{"id":6,"v":"a"}]},{"insert":["t",{"id":7,"n":1}]}]');
SELECT sure_apply('[{"upsert":["t",{"id":6,"v":"a"}]},{"insert":["t",[{"id":7,"n":5},{"id":8,"n":2}]]}]');
SELECT sure_apply('[{"upsert":["t",{"id":6,"v":"a"}]},{"insert":["t",{"id":7,"n":4}]}]');
SELECT sure_apply('[{"upsert":["t",{"id":6,"v":"a"}]},{"insert":["t",{"id":7,"n":4},{"on_vetoed":"report"}]},{"upsert":["t",{"id":1,"n":9}]}]');
BEGIN;
INSERT INTO w VALUES (9, 'caller');
SELECT sure_apply('[{"upsert":["u",{"id":6,"v":"a"}]},{"insert":["t",{"id":7,"n":3}]}]');
SELECT group_concat(id) FROM w;
COMMIT;
SELECT group_concat(id) FROM t;

-- a deferred foreign key is the transaction's
PRAGMA foreign_keys = ON;
CREATE TABLE child (id INTEGER PRIMARY KEY, t INTEGER REFERENCES t DEFERRABLE INITIALLY DEFERRED);
SELECT sure_apply('[{"insert":["child",{"id":1,"t":50}]},{"insert":["t",{"id":50}]}]');
SELECT sure_apply('[{"insert":["child",{"id":2,"t":51}]},{"insert":["t",{"id":52}]}]');
SELECT count(*) FROM child;
BEGIN;
SELECT sure_apply('[{"insert":["child",{"id":2,"t":51}]}]');
INSERT INTO t (id) VALUES (51);
COMMIT;
SELECT count(*) FROM child;

-- where no writer can run
CREATE TABLE log (x TEXT);
INSERT INTO log SELECT sure_apply('[{"upsert":["t",{"id":60}]}]');
SELECT sure_apply('[{"upsert":["t",{"id":' || id || '}]}]') FROM t WHERE id < 7;
CREATE TABLE called (id INTEGER PRIMARY KEY, x TEXT);
CREATE TRIGGER calls AFTER INSERT ON log BEGIN SELECT sure_apply('[]'); END;
INSERT INTO log VALUES ('x');
DROP TRIGGER calls;
SELECT count(*) FROM log;
SELECT group_concat(id) FROM t;

-- DDL between calls
SELECT sure_apply('[{"upsert":["called",{"id":1,"x":"a"}]},{"upsert":["called",{"id":2,"y":"b"}]}]');
ALTER TABLE called ADD COLUMN y TEXT;
SELECT sure_apply('[{"upsert":["called",{"id":1,"x":"a"}]},{"upsert":["called",{"id":2,"y":"b"}]}]');
DROP TABLE called;
SELECT sure_apply('[{"upsert":["called",{"id":1,"x":"a"}]}]');
CREATE TABLE called (x TEXT PRIMARY KEY, id INTEGER);
SELECT sure_apply('[{"upsert":["called",{"id":1,"x":"a"},{"each":true}]}]');
CREATE TEMP TABLE called (id INTEGER PRIMARY KEY, x TEXT);
SELECT sure_apply('[{"upsert":["called",{"id":1,"x":"a"},{"each":true}]}]');
-- JSON as a blob, numbers as arguments
SELECT sure_apply(x'ffff');
SELECT sure_apply(5);
SELECT json_type(sure_apply('[]'));
