-- BEFORE triggers that veto, change values or the key; AFTER triggers; what returning shows.
CREATE TABLE t (id int PRIMARY KEY, v int, note text);
CREATE FUNCTION judge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF new.v = 0 THEN RETURN NULL; END IF;
  IF new.v < 0 THEN RAISE check_violation USING MESSAGE = 'v is below zero', DETAIL = 'asked of ' || tg_op, HINT = 'Count upwards.'; END IF;
  IF new.v = 7 THEN new.id := new.id + 1000; END IF;
  new.note := lower(tg_op);
  RETURN new;
END $$;
CREATE TRIGGER judge BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION judge();
SELECT sure_upsert('t', '[{"id":1,"v":1},{"id":2,"v":2}]', '{"returning":true}');
SELECT sure_upsert('t', '[{"id":1,"v":1},{"id":2,"v":3}]', '{"returning":true}');
-- the trigger overrides a value that is given: written at every call, and said so
SELECT sure_upsert('t', '{"id":1,"note":"mine"}', '{"returning":true}');
SELECT sure_upsert('t', '{"id":1,"note":"mine"}', '{"each":true}');
-- vetoed
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":3,"v":0}]');
SELECT sure_upsert('t', '[{"id":1,"v":5},{"id":2,"v":0},{"id":3,"v":0},{"id":4,"v":4}]', '{"on_vetoed":"report","each":true}');
SELECT sure_upsert('t', '[{"id":2,"v":0},{"id":3,"v":0}]', '{"on_vetoed":"report","returning":["v","note"]}');
SELECT sure_insert('t', '[{"id":1,"v":0},{"id":5,"v":0},{"id":6,"v":6}]', '{"on_vetoed":"report","each":true}');
SELECT sure_insert('t', '{"id":5,"v":0}');
-- refused by the trigger: its own words
SELECT sure_upsert('t', '[{"id":1,"v":6},{"id":8,"v":-1}]');
SELECT sure_upsert('t', '[{"id":1,"v":-1},{"id":8,"v":8}]');
SELECT * FROM t ORDER BY id;
-- a trigger that changes the key of a row
SELECT sure_upsert('t', '[{"id":20,"v":7},{"id":21,"v":1}]', '{"returning":["id","v"]}');
SELECT sure_upsert('t', '{"id":21,"v":7}', '{"returning":["id","v"]}');
SELECT sure_upsert('t', '{"id":20,"v":7}');
SELECT * FROM t WHERE id > 19 ORDER BY id;
-- an AFTER trigger that writes the same row, or deletes it
CREATE TABLE a (id int PRIMARY KEY, v int, seen int DEFAULT 0);
CREATE FUNCTION after_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF new.v = 13 THEN DELETE FROM a WHERE id = new.id;
  ELSIF pg_trigger_depth() = 1 THEN UPDATE a SET seen = seen + 1 WHERE id = new.id; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER after_write AFTER INSERT OR UPDATE ON a FOR EACH ROW EXECUTE FUNCTION after_write();
SELECT sure_upsert('a', '[{"id":1,"v":1},{"id":2,"v":2},{"id":3,"v":13}]', '{"returning":true}');
SELECT sure_upsert('a', '[{"id":1,"v":1},{"id":2,"v":3}]', '{"returning":true}');
SELECT sure_upsert('a', '[{"id":1,"v":13},{"id":2,"v":4}]', '{"returning":true}');
SELECT * FROM a;
-- statement triggers and transition tables see the rows written, and no statement where nothing is
CREATE TABLE s (id int PRIMARY KEY, v int);
CREATE TABLE heard (what text, rows bigint);
CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO heard SELECT lower(tg_op), count(*) FROM fresh; RETURN NULL; END $$;
CREATE TRIGGER hear_insert AFTER INSERT ON s REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION hear();
CREATE TRIGGER hear_update AFTER UPDATE ON s REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION hear();
SELECT sure_upsert('s', '[{"id":1,"v":1},{"id":2,"v":2}]');
SELECT sure_upsert('s', '[{"id":1,"v":1},{"id":2,"v":2}]');
SELECT sure_upsert('s', '[{"id":1,"v":1},{"id":2,"v":3},{"id":3,"v":3}]');
SELECT * FROM heard;
