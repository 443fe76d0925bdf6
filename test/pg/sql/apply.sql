-- sure_apply on PostgreSQL: rights and policies as of the single functions, though rows are locked before; errors of the server
-- name their operation; partitions, deferred constraints, foreign types, DDL by a trigger, read-only transactions.
CREATE ROLE surerow_erin;
CREATE TABLE item (id int PRIMARY KEY, code text UNIQUE, v int);
INSERT INTO item VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3);
SELECT sure_enable_version('item');

-- arguments: text, json, jsonb
SELECT sure_apply('[{"check_version":["item",1,1]}]'::json);
SELECT sure_apply(json_build_array(json_build_object('check_version', json_build_array('item', 1, 1))), '{}'::jsonb);
SELECT sure_apply(jsonb_build_array(jsonb_build_object('upsert', jsonb_build_array('item', jsonb_build_object('id', 1, 'v', 1)))), '{}');
SELECT sure_apply('[{"check_version":["item",1,1]}]', 'null');

-- who may only insert and read inserts, and is told what is not allowed as by the functions themselves
GRANT SELECT, INSERT ON item TO surerow_erin;
SET ROLE surerow_erin;
SELECT sure_apply('[{"upsert":["item",{"id":10,"v":1}]},{"insert":["item",{"id":11,"v":1}]},{"upsert":["item",{"id":1,"v":1}]}]');
SELECT sure_apply('[{"upsert":["item",{"id":12,"v":1}]},{"upsert":["item",{"id":1,"v":7}]}]');
SELECT sure_apply('[{"upsert":["item",{"id":12,"v":1}]},{"check_version":["item",1,1]}]');
SELECT sure_apply('[{"upsert":["item",{"id":12,"v":1}]},{"delete":["item",1,1]}]');
RESET ROLE;
-- who may delete and not update
GRANT DELETE ON item TO surerow_erin;
SET ROLE surerow_erin;
SELECT sure_apply('[{"delete":["item",10,1]},{"delete":["item",11,1]}]');
RESET ROLE;
-- who may update one column
GRANT UPDATE (v, version) ON item TO surerow_erin;
SET ROLE surerow_erin;
SELECT sure_apply('[{"update":["item",2,{"v":20},1]},{"update":["item",1,{"v":10},1]}]');
SELECT sure_apply('[{"update":["item",2,{"v":21},2]},{"update":["item",1,{"code":"z"},2]}]');
RESET ROLE;
-- who may read one column only
REVOKE SELECT ON item FROM surerow_erin;
GRANT SELECT (id, v, version) ON item TO surerow_erin;
SET ROLE surerow_erin;
SELECT sure_apply('[{"update":["item",2,{"v":22},2]},{"update":["item",1,{"v":11},2]}]');
SELECT sure_apply('[{"check_version":["item",2,3]},{"update":["item",1,{"v":11},2]}]');
SELECT sure_apply('[{"upsert":["other",{"id":2}]},{"check_version":["item",2,3]}]');
RESET ROLE;
SELECT * FROM item ORDER BY id;

-- policies: hidden rows are locked by nobody, and what may not be written is refused by its operation
CREATE TABLE note (id int PRIMARY KEY, owner text, v text);
INSERT INTO note VALUES (1, 'surerow_erin', 'a'), (2, 'bo', 'b'), (3, 'hidden', 'c');
SELECT sure_enable_version('note');
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON note FOR SELECT USING (owner <> 'hidden');
CREATE POLICY make ON note FOR INSERT WITH CHECK (true);
CREATE POLICY change ON note FOR UPDATE USING (owner = current_user) WITH CHECK (v <> 'bad');
GRANT SELECT, INSERT, UPDATE ON note TO surerow_erin;
SET ROLE surerow_erin;
SELECT sure_apply('[{"upsert":["note",{"id":2,"v":"b"}]},{"update":["note",1,{"v":"x"},1]}]');
SELECT sure_apply('[{"update":["note",1,{"v":"y"},2]},{"update":["note",2,{"v":"y"},1]}]');
SELECT sure_apply('[{"update":["note",1,{"v":"y"},2]},{"upsert":["note",{"id":3,"v":"y"}]}]');
SELECT sure_apply('[{"update":["note",1,{"v":"y"},2]},{"check_version":["note",3,1]}]');
SELECT sure_apply('[{"update":["note",1,{"v":"y"},2]},{"update":["note",1,{"v":"bad"},3]}]');
RESET ROLE;
SELECT * FROM note ORDER BY id;

-- errors of triggers and of the server keep code, message and hint, and name the operation
CREATE TABLE t (id int PRIMARY KEY, v int, w text);
CREATE FUNCTION raises() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.v = 1 THEN RAISE EXCEPTION 'no ones'; END IF;
  IF NEW.v = 2 THEN RAISE EXCEPTION USING ERRCODE = 'P4242', MESSAGE = 'no twos', DETAIL = 'row 2 of the law', HINT = 'Try threes.'; END IF;
  IF NEW.v = 3 THEN RAISE EXCEPTION USING ERRCODE = '40001', MESSAGE = 'again', DETAIL = 'Once more.'; END IF;
  IF NEW.v = 4 THEN PERFORM 1 / (NEW.v - 4); END IF;
  IF NEW.v = 5 THEN INSERT INTO t VALUES (1, 0); END IF;
  IF NEW.v = 6 THEN PERFORM sure_apply('[{"insert":["t",{"id":60,"v":0}]},{"check_version":["t",60,1]}]'); END IF;
  IF NEW.v = 7 THEN ALTER TABLE aside ADD COLUMN IF NOT EXISTS more text DEFAULT 'm'; END IF;
  RETURN NEW; END $$;
CREATE TRIGGER raises BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION raises();
CREATE TABLE aside (id int PRIMARY KEY, v int);
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",{"id":2,"v":1}]}]');
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",{"id":2,"v":2}]}]');
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",{"id":2,"v":3}]}]');
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",[{"id":2,"v":0},{"id":3,"v":4}]]}]');
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",[{"id":2,"v":0},{"id":3,"v":5}]]}]');
SELECT sure_apply('[{"insert":["t",{"id":1,"v":0}]},{"insert":["t",[{"id":2,"v":0},{"id":3,"v":6}]]}]');
SELECT count(*) FROM t;
-- a table that an earlier operation's trigger changes
SELECT sure_apply('[{"insert":["aside",{"id":1,"v":0}]},{"insert":["t",{"id":1,"v":7}]},{"insert":["aside",{"id":2,"v":0},{"returning":true}]}]');
SELECT * FROM aside ORDER BY id;

-- partitions, a key of two columns, a NULL that is equal to NULL, a partial key, a key over an expression, types only the server reads
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE part (k int, m mood, v int, PRIMARY KEY (k, m)) PARTITION BY RANGE (k);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (10) TO (20);
CREATE TABLE soft (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, gone text, tag text, v int, UNIQUE NULLS NOT DISTINCT (tag));
CREATE UNIQUE INDEX soft_name ON soft (lower(name)) WHERE gone IS NULL;
CREATE TABLE ratio (of int, v int);
CREATE UNIQUE INDEX ratio_of ON ratio ((12 / of));
SELECT sure_apply('[{"upsert":["part",[{"k":1,"m":"ok","v":1},{"k":11,"m":"sad","v":1}]]},{"upsert":["part",{"k":11,"m":"sad","v":2}]},
  {"upsert":["soft",{"name":"Ann","v":1,"tag":null},{"index":"soft_name"}]},{"upsert":["soft",{"tag":null,"v":2}]}]');
SELECT sure_apply('[{"upsert":["part",[{"k":1,"m":"ok","v":3},{"k":11,"m":"sad","v":4}]]},{"upsert":["part",{"k":1,"m":"sad","v":5}]},
  {"upsert":["soft",{"tag":null,"v":3}]},{"upsert":["soft",{"name":"ANN","v":4},{"index":"soft_name"}]},
  {"upsert":["soft",{"name":"ANN","gone":"yes","tag":"t","v":5},{"index":"soft_name"}]},{"upsert":["soft",{"id":1,"v":6}]}]');
SELECT sure_apply('[{"upsert":["part",{"k":1,"m":"ok","v":5}]},{"upsert":["part",{"k":1,"m":"glad","v":5}]}]');
SELECT sure_apply('[{"upsert":["part",{"k":1,"m":"ok","v":5}]},{"upsert":["part",{"k":99,"m":"ok","v":5}]}]');
SELECT sure_apply('[{"upsert":["part",{"k":1,"m":"ok","v":5}]},{"upsert":["ratio",[{"of":4,"v":1},{"of":0,"v":1}],{"index":"ratio_of"}]}]');
SELECT tableoid::regclass, * FROM part ORDER BY k, m;
SELECT * FROM soft ORDER BY id;

-- what holds rows for later writes nothing, and in a read-only transaction is left out
BEGIN READ ONLY;
SELECT sure_apply('[{"upsert":["part",{"k":1,"m":"ok","v":3}]},{"upsert":["t",{"id":1,"v":7}]}]');
COMMIT;
-- deferred constraints are the transaction's
CREATE TABLE child (id int PRIMARY KEY, parent int REFERENCES t DEFERRABLE INITIALLY DEFERRED);
SELECT sure_apply('[{"insert":["child",{"id":1,"parent":50}]},{"insert":["t",{"id":50,"v":0}]}]');
SELECT sure_apply('[{"insert":["child",{"id":2,"parent":51}]},{"insert":["t",{"id":52,"v":0}]}]');
SELECT * FROM child;
-- views and other relations
CREATE VIEW seen AS SELECT * FROM t;
SELECT sure_apply('[{"insert":["child",{"id":3,"parent":50}]},{"insert":["seen",{"id":53}]}]');
DROP OWNED BY surerow_erin;
DROP ROLE surerow_erin;
