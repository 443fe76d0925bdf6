-- Triggers: BEFORE and AFTER, RAISE(IGNORE) with on_vetoed, RAISE(ABORT), RAISE(FAIL), RAISE(ROLLBACK).
CREATE TABLE t (id integer PRIMARY KEY, v integer, note text);
CREATE TABLE log (what text);
CREATE TRIGGER veto_insert BEFORE INSERT ON t WHEN new.v = 0 BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER veto_update BEFORE UPDATE ON t WHEN new.v = 0 BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER refuse BEFORE INSERT ON t WHEN new.v < 0 BEGIN SELECT RAISE(ABORT, 'v is below zero'); END;
CREATE TRIGGER refuse_update BEFORE UPDATE ON t WHEN new.v < 0 BEGIN SELECT RAISE(FAIL, 'v is still below zero'); END;
CREATE TRIGGER logged AFTER INSERT ON t BEGIN INSERT INTO log VALUES ('insert ' || new.id); UPDATE t SET note = 'made' WHERE id = new.id; END;
CREATE TRIGGER logged_update AFTER UPDATE OF v ON t BEGIN INSERT INTO log VALUES ('update ' || new.id); END;
SELECT sure_upsert('t', '[{"id":1,"v":1},{"id":2,"v":2}]', '{"returning":true}');
SELECT sure_upsert('t', '[{"id":1,"v":1},{"id":2,"v":3}]', '{"returning":true}');
SELECT * FROM log;
-- vetoed
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":2,"v":0}]');
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":3,"v":0}]');
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":2,"v":0},{"id":3,"v":0},{"id":4,"v":4}]', '{"on_vetoed":"report","each":true}');
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":2,"v":0},{"id":4,"v":4}]', '{"on_vetoed":"report","returning":["v","note"]}');
SELECT sure_insert('t', '[{"id":1,"v":0},{"id":5,"v":0}]');
SELECT sure_insert('t', '[{"id":1,"v":0},{"id":5,"v":0}]', '{"on_vetoed":"report","each":true}');
SELECT sure_upsert('t', '{"id":5,"v":0}', '{"dry_run":true,"each":true}');
-- refused
SELECT sure_upsert('t', '[{"id":1,"v":6},{"id":6,"v":-1}]');
SELECT sure_upsert('t', '[{"id":7,"v":7},{"id":2,"v":-1}]');
SELECT * FROM t ORDER BY id;
SELECT count(*) FROM log;
-- inside a transaction a refusal leaves what was done before
BEGIN;
SELECT sure_upsert('t', '{"id":8,"v":8}');
SELECT sure_upsert('t', '[{"id":9,"v":9},{"id":10,"v":-1}]');
COMMIT;
SELECT id FROM t WHERE id > 7;
-- an INSTEAD OF trigger makes no table of a view
CREATE VIEW vw AS SELECT * FROM t;
CREATE TRIGGER instead INSTEAD OF INSERT ON vw BEGIN INSERT INTO t (id) VALUES (new.id); END;
SELECT sure_upsert('vw', '{"id":1}');
-- a trigger that changes the row it is about, and one that deletes it
CREATE TABLE d (id integer PRIMARY KEY, v integer);
CREATE TRIGGER gone AFTER INSERT ON d WHEN new.v = 13 BEGIN DELETE FROM d WHERE id = new.id; END;
SELECT sure_upsert('d', '[{"id":1,"v":1},{"id":2,"v":13}]', '{"each":true}');
SELECT sure_upsert('d', '[{"id":3,"v":1},{"id":4,"v":13}]', '{"returning":true}');
SELECT * FROM d;
SELECT value FROM json_each(sure_describe('t'), '$.warnings');
