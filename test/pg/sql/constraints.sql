-- The table's own constraints are worded with the row of the call; errors of a trigger's statements pass untouched.
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES parent, v int CHECK (v < 10), u text UNIQUE, w text NOT NULL DEFAULT '',
  EXCLUDE USING btree (v WITH =) WHERE (v = 9));
INSERT INTO parent VALUES (1);
SELECT sure_upsert('child', '{"id":1,"parent":2}');
SELECT sure_upsert('child', '[{"id":1,"parent":1},{"id":2,"parent":2}]');
SELECT sure_upsert('child', '[{"id":1,"parent":1,"v":3},{"id":2,"parent":1,"v":11}]');
SELECT sure_upsert('child', '[{"id":1,"w":"a"},{"id":2,"w":null}]');
SELECT sure_upsert('child', '[{"id":1,"u":"a"},{"id":2,"u":"a"}]', '{"key":["id"]}');
SELECT count(*) FROM child;
SELECT sure_upsert('child', '[{"id":1,"u":"a"},{"id":2,"u":"b"}]', '{"key":["id"]}');
SELECT sure_upsert('child', '{"id":2,"u":"a"}', '{"key":["id"]}');
SELECT sure_upsert('child', '[{"id":1,"v":1},{"id":2,"u":"a"}]', '{"key":["id"]}');
-- an exclusion constraint is no conflict key: PostgreSQL's own words
SELECT sure_upsert('child', '{"id":7,"v":9}');
SELECT sure_upsert('child', '{"id":8,"v":9}');
SELECT sure_upsert('child', '[{"id":8,"v":9},{"id":9,"v":8}]');
-- a trigger's own statement
CREATE TABLE log (id int PRIMARY KEY, v int);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (1, new.v); RETURN new; END $$;
CREATE TRIGGER note AFTER INSERT OR UPDATE ON child FOR EACH ROW EXECUTE FUNCTION note();
SELECT sure_upsert('child', '{"id":1,"v":2}');
SELECT sure_upsert('child', '{"id":1,"v":3}');
SELECT sure_upsert('child', '[{"id":1,"v":3},{"id":2,"v":4}]');
-- a trigger that calls surerow, on another table and on the same one
CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM sure_upsert('log', json_build_object('id', new.id, 'v', new.v)); RETURN new; END $$;
SELECT sure_upsert('child', '[{"id":1,"v":5},{"id":5,"v":6},{"id":6,"v":7}]');
SELECT * FROM log ORDER BY id;
CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF new.id < 300 THEN PERFORM sure_upsert('child', json_build_object('id', new.id + 1, 'v', new.v)); END IF; RETURN new; END $$;
SELECT sure_upsert('child', '[{"id":100,"v":6},{"id":500,"v":6}]');
SELECT count(*) FROM child WHERE id BETWEEN 100 AND 300;
-- errors caught by the caller: the next call works
DO $$ BEGIN
  FOR i IN 1..50 LOOP
    BEGIN
      PERFORM sure_upsert('child', json_build_array(json_build_object('id', 900 + i, 'v', 1), json_build_object('id', 1, 'v', 11)));
    EXCEPTION WHEN check_violation THEN
      PERFORM sure_upsert('parent', json_build_object('id', i));
    END;
  END LOOP;
END $$;
SELECT count(*) FROM parent;
SELECT count(*) FROM child WHERE id > 900;
-- an error that is no constraint's, in the middle of many rows, leaves the session as it was
CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.id = 2002 THEN RAISE 'no'; END IF; RETURN new; END $$;
SELECT sure_upsert('child', '[{"id":2001,"v":1},{"id":2002,"v":1}]');
SELECT count(*) FROM child WHERE id > 2000;
BEGIN;
SAVEPOINT s;
SELECT sure_upsert('child', '[{"id":2001,"v":1},{"id":2002,"v":1}]');
ROLLBACK TO s;
SELECT sure_upsert('child', '[{"id":2001,"v":1},{"id":2003,"v":1}]');
COMMIT;
SELECT count(*) FROM child WHERE id > 2000;
-- deferred constraints answer at the end
ALTER TABLE child ALTER CONSTRAINT child_parent_fkey DEFERRABLE INITIALLY DEFERRED;
SELECT sure_upsert('child', '{"id":1000,"parent":77}');
BEGIN;
SELECT sure_upsert('child', '{"id":1000,"parent":77}');
SELECT sure_upsert('parent', '{"id":77}');
COMMIT;
